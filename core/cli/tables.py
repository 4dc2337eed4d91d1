"""The same answers for people: plain text tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.model import Analysis, Dataset
from core.story import Story
from core.story.chances import to_measure
from core.story.whatif import assumed, others, set_aside, supposed_story
from core.texts import Language


def rows(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Aligned columns under their names."""
    cells = [list(columns), *([str(row[c]) for c in columns] for row in found)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in cells)


def receipt(dataset: Dataset, language: Language) -> str:
    """Per sheet what was taken, per column what it became, and the issues."""
    parts = []
    for file in dataset.files:
        for sheet in file.sheets:
            parts.append(f"{file.name} / {sheet.name}: {language.say(f'data.grain-{sheet.grain}')}")
            columns = [{"column": c.header, "field": c.field, "how": c.how} for c in sheet.columns]
            parts.append(rows(columns, ("column", "field", "how")))
    parts += [f"- {language.say(f'issue.{i.code}', **{'n': 0, **i.values})}" for i in dataset.issues]
    return "\n".join(parts)


def analysis(result: Analysis, language: Language) -> str:
    """The verdict, the KPIs that have a value, and the fix-first list."""
    story = Story(result, language)
    known = [k for k in result.kpis.values() if k.value is not None]
    kpis = [{"kpi": story.kpi_label(k.id), "value": story.value(k)} for k in known]
    ranked = [
        {"rank": story.rank_range(t), "touchpoint": t.name, "why": story.reason(t)}
        for t in result.touchpoints
        if t.priority
    ]
    told = "\n".join(filter(None, (story.headline(), story.needed(), to_measure(story))))
    parts = [told, rows(kpis, ("kpi", "value")), rows(ranked, ("rank", "touchpoint", "why"))]
    return "\n\n".join([*parts, *_supposed(story)])


def _supposed(story: Story) -> list[str]:
    """What is supposed and what would follow, beside today; nothing where nothing is supposed."""
    then, aside = supposed_story(story), set_aside(story)
    found = [aside] if aside else []
    if then is None:
        return found
    lines = [
        {"touchpoint": b.label, "today": _cell(b.today, b.today_small), "then": _cell(b.then, b.then_small)}
        for b in others(story, then)
    ]
    told = [f"{story.language.say('whatif.assumed')}:", *(f"- {line}" for line in assumed(story)), then.headline()]
    return ["\n".join(told), rows(lines, ("touchpoint", "today", "then")), *found]


def _cell(value: str, small: str) -> str:
    return ", ".join(filter(None, (value, small)))
