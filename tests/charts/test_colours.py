"""Texts can be read on what they stand on, in both themes; health is told by lightness as well as by hue."""

from dataclasses import fields

import pytest

from core.charts import palette
from core.charts.colours import Palette, contrast, mix
from core.charts.marks import NAME_FADED
from core.charts.scene import TEXT_STYLES

THEMES = ("light", "dark")
GROUNDS = ("paper", "pre", "during", "post", "aside")


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.48), ("#123456", "#123456", 1.0)]
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", sorted({s.colour for s in TEXT_STYLES.values()}))
def test_texts_have_enough_contrast(theme, ground, text):
    colours = palette(theme)
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_names_that_stand_back_can_still_be_read(theme, ground):
    colours = palette(theme)
    beneath = getattr(colours, ground)
    assert contrast(mix(beneath, colours.ink, NAME_FADED), beneath) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", ["edge", "accent"])
def test_outlines_and_lines_can_be_told_from_their_ground(theme, ground, role):
    colours = palette(theme)
    assert contrast(getattr(colours, role), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("health", [None, 0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0, 1.7])
def test_the_rank_on_a_mark_can_be_read(theme, health):
    colours = palette(theme)
    fill = colours.of_health(health)
    assert contrast(colours.text_on(fill), fill) >= 4.5


@pytest.mark.parametrize(
    ("health", "role"), [(None, "hollow"), (0.1, "low"), (0.7, "low"), (0.9, "mid"), (1.0, "high"), (1.4, "high")]
)
def test_health_ends_at_its_stops(health, role):
    colours = palette("light")
    assert colours.of_health(health) == getattr(colours, role)


def test_between_two_stops_colours_mix():
    colours = palette("light")
    assert colours.of_health(0.8) == mix(colours.low, colours.mid, (0.8 - 0.7) / (0.9 - 0.7))


def test_what_is_a_little_below_target_looks_like_that_and_not_like_what_reached_it():
    colours = palette("light")
    assert colours.of_health(4.10 / 4.2) == colours.of_health(4.17 / 4.2) == colours.mid
    assert colours.of_health(0.996) == colours.high


@pytest.mark.parametrize("phase", ["pre", "during", "post", "unknown"])
def test_each_phase_has_its_tint(phase):
    colours = palette("dark")
    assert colours.tint(phase) == getattr(colours, phase, colours.aside)


def test_both_themes_know_the_same_roles():
    roles = {f.name for f in fields(Palette)} - {"stops"}
    for theme in THEMES:
        assert all(getattr(palette(theme), role).startswith("#") for role in roles)
