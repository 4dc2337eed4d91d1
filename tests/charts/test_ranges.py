"""How sure, as pictures: rank ranges and worth, with any number of touchpoints in every language."""

import pytest

from core import pipeline
from core.charts import palette, rank_frame, rank_ranges, worth_frame, worth_ranges
from core.model import Settings
from core.texts import LANGUAGES, language
from tests.charts.fakes import valid

HEAD = "Touchpoint;Visits;Orders;Revenue;Satisfaction (%);Responses\n"


def analysis(count: int):
    name = "Place {} with a rather long name of its own"
    rows = [f"{name.format(i)};{900 + 70 * i};{20 + i};{9000 + 400 * i};{50 + i % 40};{30 + i}" for i in range(count)]
    dataset = pipeline.load([("own.csv", (HEAD + "\n".join(rows)).encode())], Settings())
    return pipeline.analyse(dataset, Settings())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("count", [1, 2, 30])
def test_both_pictures_are_valid(count, code):
    found, speech = analysis(count), language(code)
    for frame, chart in ((rank_frame, rank_ranges), (worth_frame, worth_ranges)):
        data = frame(found, language=speech)
        assert len(data) <= 8
        assert data["name"].is_unique  # names that were cut alike keep rows of their own
        if len(data):
            drawn = chart(data, language=speech, palette=palette("light"))
            valid(drawn)


def test_ranks_lie_in_their_range():
    frame = rank_frame(analysis(12), language=language("en"))
    assert (frame["low"] <= frame["rank"]).all()
    assert (frame["rank"] <= frame["high"]).all()
    assert frame["rank"].is_monotonic_increasing


def test_worth_lies_in_its_range():
    frame = worth_frame(analysis(12), language=language("en"))
    assert len(frame)
    assert (frame["low"] <= frame["value"]).all()
    assert (frame["value"] <= frame["high"]).all()


def test_no_line_of_the_axis_runs_through_the_words_of_a_range():
    look = palette("dark")
    drawn = worth_ranges(worth_frame(analysis(4), language=language("en")), language=language("en"), palette=look)
    texts = [layer["mark"] for layer in drawn.to_dict()["layer"] if layer["mark"].get("dx") == 10]
    assert [text.get("stroke") for text in texts] == [look.paper, None]
