"""The first half of an analysis: what the filters leave of all three grains, joined, with what log and survey tell."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from core import journeys, kpis
from core.classify import Reading, classify_all, guess_industry, in_trade, of_cases, read_all
from core.joining import Knows, joined, known, tells_cases
from core.model import Dataset, Issue, Journeys, Placement, Settings, Touchpoint, Voices
from core.pipeline.sweeping import unswept
from core.pipeline.untold import Untold, untold
from core.stats.scales import stated


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is left of a dataset under some choices, and costs most to find: a change of weights or targets needs it
    again as it is.

    ``rows``: all three grains, joined (see ``core.joining.joined``), of the chosen periods and segments;
    ``everything``: those of all of them; ``placements`` of all touchpoints, and ``readings`` of
    their names; ``journeys`` and ``voices`` (None: no log, no survey); ``first_date`` of all that is chosen;
    ``untold``: of which touchpoints the sales are not recorded; ``issues`` found on the way.
    """

    rows: pd.DataFrame
    everything: pd.DataFrame
    placements: Mapping[str, Placement]
    readings: Mapping[str, Reading]
    journeys: Journeys | None = None
    voices: Voices | None = None
    first_date: dt.date | None = None
    untold: Untold = field(default_factory=lambda: Untold(frozenset()))
    issues: tuple[Issue, ...] = ()


def gathered_by(settings: Settings) -> dict[str, Any]:
    """The choices on which ``gather`` depends, and no others, as plain values."""
    choices = settings.to_json()
    lookback = kpis.assumed(settings.assumptions)["lookback"]
    return {name: choices[name] for name in ("periods", "segments", "corrections", "industry")} | {"lookback": lookback}


@unswept()
def gather(dataset: Dataset, settings: Settings) -> Gathered:
    """The chosen rows of table, log and survey as one, and what log and survey tell by themselves.

    Scores are settled and what the log knows at all is judged before anything is filtered, so that a filter changes no
    scale and makes nothing unknown.
    """
    readings, names = read_all(t.name for t in dataset.touchpoints), shown_names(dataset.touchpoints)
    settled, unusable = kpis.settle(dataset.rows, known=stated(dataset.scales))
    settled, untracked = kpis.without_untracked(settled)
    table = _chosen_rows(settled, settings)
    log, knows = _log(dataset, settings)
    answers, unclear = _answers(dataset, settings)
    placements = of_cases(_placed(dataset.touchpoints, settings, readings), _in_cases_only(dataset))
    rows, differing = joined(table, log, answers, knows=knows, names=names)
    lost = untold(rows, knows, names, untracked=untracked)
    return Gathered(
        rows=rows,
        everything=_everything(dataset, settled, knows) if settings.periods or settings.segments else rows,
        placements=placements,
        readings=readings,
        journeys=None if log is None else _followed(log, placements, settings),
        voices=None if answers is None else kpis.voices(answers, withheld=dataset.comments_withheld),
        first_date=_first_date(table, log, answers),
        untold=lost,
        issues=(*unusable, *unclear, *differing, *lost.issues, *_nameless(log, answers, dataset.issues)),
    )


def _placed(
    touchpoints: Sequence[Touchpoint], settings: Settings, readings: Mapping[str, Reading]
) -> dict[str, Placement]:
    """Every touchpoint's place, as its name means it in this trade."""
    placements, names = classify_all(touchpoints, settings.corrections, readings=readings), shown_names(touchpoints)
    industry = settings.industry or guess_industry(list(names.values()), readings=readings)
    own = {t.key: t.name for t in touchpoints}
    return in_trade(placements, own, industry=industry, readings=readings)


def _in_cases_only(dataset: Dataset) -> frozenset[str]:
    """The touchpoints that stand in a log of cases of service and nowhere else."""
    log = dataset.interactions
    if log is None or not tells_cases(log):
        return frozenset()
    return frozenset(log["touchpoint"].dropna().astype("str")) - set(dataset.rows["touchpoint"].dropna())


def _everything(dataset: Dataset, settled: pd.DataFrame, knows: Knows | None) -> pd.DataFrame:
    answers = None if dataset.responses is None else kpis.settle_answers(dataset.responses, known=dataset.scales)[0]
    return joined(settled, dataset.interactions, answers, knows=knows)[0]


def _log(dataset: Dataset, settings: Settings) -> tuple[pd.DataFrame | None, Knows | None]:
    if dataset.interactions is None:
        return None, None
    return _chosen_rows(dataset.interactions, settings), known(dataset.interactions)


def _answers(dataset: Dataset, settings: Settings) -> tuple[pd.DataFrame | None, tuple[Issue, ...]]:
    if dataset.responses is None:
        return None, ()
    answers, issues = kpis.settle_answers(dataset.responses, known=dataset.scales)
    return _chosen_rows(answers, settings), issues


def shown_names(touchpoints: Sequence[Touchpoint]) -> dict[str, str]:
    """Key -> name as shown; one name in several phases carries the file's own word for its phase."""
    often = Counter(t.name for t in touchpoints)
    return {
        t.key: f"{t.name} ({t.context['phase']})" if often[t.name] > 1 and t.context.get("phase") else t.name
        for t in touchpoints
    }


def _chosen_rows(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The rows of the chosen periods and segments; a choice that the file does not have chooses nothing."""
    for column, wished in (("period", settings.periods), ("segment", settings.segments)):
        if wished and column in rows:
            rows = rows[rows[column].isin(wished)]
    return rows


def _followed(log: pd.DataFrame, placements: Mapping[str, Placement], settings: Settings) -> Journeys | None:
    return journeys.follow(log, placements, lookback_days=kpis.assumed(settings.assumptions)["lookback"])


def _nameless(log: pd.DataFrame | None, answers: pd.DataFrame | None, said: Collection[Issue]) -> Iterator[Issue]:
    """Rows that tell of the whole business only, and the question which column names their touchpoints.

    Where no row at all names one, or only some of a sheet's (``said``: its issues), the reading has said so already.
    """
    for code, rows in (("touches-without-touchpoint", log), ("answers-without-touchpoint", answers)):
        missing = 0 if rows is None else int(rows["touchpoint"].isna().sum())
        known = code == "touches-without-touchpoint" and any(i.code == "touches-without-name" for i in said)
        if rows is not None and 0 < missing < len(rows) and not known:
            yield Issue("info", code, values={"n": missing})


def _first_date(table: pd.DataFrame, log: pd.DataFrame | None, answers: pd.DataFrame | None) -> dt.date | None:
    known_dates = [
        first
        for rows, name in ((table, "date"), (log, "time"), (answers, "date"))
        if rows is not None and name in rows and not pd.isna(first := rows[name].min())
    ]
    return min(known_dates).date() if known_dates else None
