"""What a screen reader says instead of each picture: its finding, in one or two sentences."""

from collections.abc import Iterable

import pandas as pd

from core.charts.frames import Journey
from core.texts import Language


def alt_journey(journey: Journey, *, language: Language) -> str:
    """How many touchpoints stand where, the weakest stage, and the blind spots."""
    frame = journey.touchpoints
    online, both, offline = (int((frame["setting"] == s).sum()) for s in ("online", "both", "offline"))
    found = [language.say("chart.alt.journey", n=len(frame), online=online, both=both, offline=offline)]
    if journey.curve is not None:
        worst = journey.curve.frame.sort_values("value").iloc[0]
        value = language.write(journey.curve.unit, float(worst["value"]))
        found.append(language.say("chart.alt.weakest", stage=language.say(f"stage.{worst['stage']}"), value=value))
    empty = journey.gaps[journey.gaps["kind"] != "unmeasured"]
    cells = [_cell("stage", stage, setting, language) for stage, setting in empty[["stage", "setting"]].to_numpy()]
    return " ".join([*found, *_blind(cells, empty["kind"], language)])


def alt_importance(frame: pd.DataFrame, *, impact_line: float | None, language: Language) -> str:
    """Which touchpoints matter and fall short."""
    if frame.empty or impact_line is None:
        return language.say("chart.alt.importance-none")
    weak = frame[(frame["impact"] >= 100 * impact_line) & (frame["high"] < 1)]
    key = "chart.alt.importance" if len(weak) else "chart.alt.importance-well"
    return language.say(key, n=len(frame), names=tuple(weak["name"].head(5)))


def alt_coverage(frame: pd.DataFrame, *, language: Language) -> str:
    """How many touchpoints are measured, and which cells have none."""
    empty = frame[frame["touchpoints"] == 0]
    parts = tuple(
        language.say(
            "chart.alt.cell",
            cell=_cell("phase", row["phase"], row["setting"], language),
            measured=row["measured"],
            n=row["touchpoints"],
        )
        for row in frame[frame["touchpoints"] > 0].to_dict("records")
    )
    found = [language.say("chart.alt.coverage", parts=parts)] if parts else []
    cells = [_cell("phase", phase, setting, language) for phase, setting in empty[["phase", "setting"]].to_numpy()]
    return " ".join([*found, *_blind(cells, empty["kind"], language)])


def alt_trend(frame: pd.DataFrame, *, label: str, language: Language) -> str:
    """The first and the last known value."""
    known = frame[frame["value"].notna()]
    if known.empty:
        return language.say("chart.alt.trend-none", label=label)
    first, last = known.iloc[0], known.iloc[-1]
    return language.say(
        "chart.alt.trend",
        label=label,
        since=first["label"],
        start=first["tip_value"],
        until=last["label"],
        end=last["tip_value"],
    )


def _cell(kind: str, column: str, setting: str, language: Language) -> str:
    return f"{language.say(f'{kind}.{column}')} {language.say(f'setting.{setting}').lower()}"


def _blind(cells: Iterable[str], kinds: Iterable[str], language: Language) -> list[str]:
    named, possible = tuple(cells), "possible" in set(kinds)
    return [language.say("chart.alt.blind-possible" if possible else "chart.alt.blind", cells=named)] if named else []
