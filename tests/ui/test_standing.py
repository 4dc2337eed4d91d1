"""The bar of a long upload: it moves forward only, says what is done, and is not there for a file read at once."""

from core.texts import language
from core.ui.visit.standing import Standing


class Slot:
    """Where the bar would stand."""

    def __init__(self):
        self.told = []

    def progress(self, done, words):
        self.told.append((round(done, 3), words.replace("\\", "")))


def test_nothing_is_shown_of_files_that_are_read_at_once():
    slot = Slot()
    standing = Standing(slot, ["a.csv"], language("en"))
    standing.understand()
    standing.compute()
    assert slot.told == []


def test_the_bar_says_which_file_how_far_and_what_comes_then():
    slot = Slot()
    standing = Standing(slot, ["a.csv", "b.xlsx"], language("en"))
    standing.read("a.csv", None)
    standing.read("a.csv", 0.5)
    standing.read("b.xlsx", 0.5)
    standing.understand()
    standing.compute()
    assert slot.told == [
        (0.0, "Step 1 of 3: reading a.csv"),
        (0.15, "Step 1 of 3: reading a.csv (50%)"),
        (0.45, "Step 1 of 3: reading b.xlsx (50%)"),
        (0.6, "Step 2 of 3: finding out what the columns mean"),
        (0.85, "Step 3 of 3: computing the figures"),
    ]
