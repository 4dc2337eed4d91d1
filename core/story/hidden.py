"""The filters in force, told."""

from core.story.telling import Story


def chosen(story: Story) -> tuple[str, ...]:
    """Each filter in force with what it lets through; none where nothing is filtered."""
    say, settings = story.language.say, story.analysis.settings
    values = {
        "periods": tuple(story.language.period(period) for period in settings.periods),
        "segments": settings.segments,
        "phases": tuple(say(f"phase.{phase}").lower() for phase in settings.phases),
        "settings": tuple(say(f"setting.{setting}").lower() for setting in settings.settings),
    }
    named = ((say(f"show.filter-{name}"), found) for name, found in values.items() if found)
    return tuple(say("hidden.choice", filter=label, values=found) for label, found in named)
