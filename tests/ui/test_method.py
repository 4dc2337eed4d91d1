"""The method is told in points that can be found, the same ones in every language."""

import pytest

from core.texts import LANGUAGES, language
from core.ui.method import _CHAPTERS

_LONGEST = 230  # characters: about three lines


@pytest.mark.parametrize("chapter", _CHAPTERS)
def test_a_chapter_is_a_line_and_short_points_alike_in_every_language(chapter):
    told = [language(code).say(f"chapter.{chapter}").splitlines() for code in LANGUAGES]
    assert len({len(lines) for lines in told}) == 1
    assert all(len(lines) > 2 for lines in told)
    assert max(len(line) for lines in told for line in lines) <= _LONGEST
