"""What the files cannot tell, and which column would."""

from collections.abc import Sequence
from itertools import groupby

from core.model import Kpi
from core.story.blind import blind_groups
from core.story.telling import Story

_KPIS_NAMED = 3
_BLIND = ("untracked", "uncompared", "elsewhere")


def gaps(story: Story) -> list[str]:
    """What the file cannot tell, each with the column that would unlock it, the most useful first. What it holds of
    touchpoints that filters hide is no gap of the file."""
    behind = {field for t in story.analysis.touchpoints if t.hidden for field in t.metrics}
    missing = [k for k in story.analysis.kpis.values() if k.value is None and k.unlock and k.unlock not in behind]
    missing.sort(key=lambda k: str(k.unlock))
    groups = [(field, list(kpis)) for field, kpis in groupby(missing, key=lambda k: str(k.unlock))]
    groups.sort(key=lambda group: -len(group[1]))
    lines = [_gap(story, field, kpis) for field, kpis in groups]
    alike = any(k.note and k.note.key == "reason.note-alike" for k in story.analysis.kpis.values())
    unsure = [story.language.say("gaps.answers")] if alike else []
    return [*unsure, *_unmeasured(story), *lines] or [story.language.say("gaps.none")]


def _gap(story: Story, field: str, kpis: Sequence[Kpi]) -> str:
    reason = kpis[0].reason
    if reason is not None and any(field in t.metrics for t in story.visible):
        return f"{story.kpi_label(kpis[0].id)}: {story.sentence(reason)}."
    names = tuple(story.kpi_label(k.id, inside=True) for k in kpis[:_KPIS_NAMED])
    if header := _nobodys(story).get(field):
        return story.language.say("gaps.nobodys", field=header, kpis=names)
    return story.language.say("gaps.add", field=story.field_label(field), kpis=names)


def _nobodys(story: Story) -> dict[str, str]:
    """Figures that the files hold, but of no touchpoint: field -> header."""
    told = [i.values for i in story.analysis.issues if i.code == "wide-unused"]
    return {
        str(field): str(header)
        for values in told
        for field, header in zip(values.get("fields", ()), values.get("headers", ()), strict=True)
    }


def _unmeasured(story: Story) -> list[str]:
    if story.measure_first:  # the answer beside it says so
        return []
    say, groups = story.language.say, blind_groups(story.visible, _BLIND)
    bare = blind_groups(story.visible, ("unseen",))
    told = [say(f"gaps.{kind}", n=n, names=names) for kind, n, names in groups]
    return [*told, *(say("gaps.unmeasured", n=n, names=names) for _, n, names in bare)]
