"""The filters in force, told."""

from core.story.names import first_of
from core.story.telling import Story


def chosen(story: Story) -> dict[str, str]:
    """Each filter in force by its name in the settings, with what it lets through; none where nothing is filtered."""
    say, settings = story.language.say, story.analysis.settings
    values = {
        "periods": tuple(story.language.period(period) for period in settings.periods),
        "segments": settings.segments,
        "phases": tuple(say(f"phase.{phase}").lower() for phase in settings.phases),
        "settings": tuple(say(f"setting.{setting}").lower() for setting in settings.settings),
    }
    return {
        name: say("hidden.choice", filter=say(f"show.filter-{name}"), values=first_of(found))
        for name, found in values.items()
        if found
    }
