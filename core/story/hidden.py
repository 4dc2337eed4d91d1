"""The filters in force, told, and how much of the file they show."""

from core.story.findings import rows_used, tables_only
from core.story.names import first_of
from core.story.telling import Story


def chosen(story: Story) -> dict[str, str]:
    """Each filter in force by its name in the settings, with what it lets through; none where nothing is filtered."""
    say, settings = story.language.say, story.analysis.settings
    values = {
        "periods": tuple(story.language.period(period) for period in settings.periods),
        "segments": settings.segments,
        "phases": tuple(say(f"phase.{phase}").lower() for phase in settings.phases),
        "settings": tuple(
            say("hidden.both" if setting == "both" else f"setting.{setting}").lower() for setting in settings.settings
        ),
    }
    return {
        name: say("hidden.choice", filter=say(f"show.filter-{name}"), values=first_of(found))
        for name, found in values.items()
        if found
    }


def touchpoints_shown(story: Story) -> str:
    """How many touchpoints there are; behind a filter, how many of them it shows."""
    every, shown = len(story.analysis.touchpoints), len(story.visible)
    key = "show.touchpoints" if shown == every else "show.touchpoints-shown"
    return story.language.say(key, n=every, shown=shown)


def rows_shown(story: Story) -> str:
    """How many rows were read; behind a filter, how many of them tell of what it shows. Empty where that is not known:
    the rows of a log or a survey are no touchpoint's own."""
    every, settings = rows_used(story), story.analysis.settings
    if not any((settings.periods, settings.segments, settings.phases, settings.settings)):
        return story.language.say("show.rows", n=every)
    shown = sum(touchpoint.rows for touchpoint in story.visible)
    return story.language.say("show.rows-shown", n=every, shown=shown) if tables_only(story) and shown <= every else ""
