"""What conversion is held against where nobody set a target: whose average that is, wherever it is said."""

from pathlib import Path

import pytest

from core import pipeline
from core.model import Goal, Settings
from core.story import Story
from core.story.peers import average_of
from core.story.whatif import average
from core.texts import language
from core.ui.dashboard.numbers import numbers

SAMPLE = Path(__file__).parents[2] / "sample_data" / "dansk-webshop.xlsx"


@pytest.fixture(scope="module")
def dataset():
    return pipeline.load([(SAMPLE.name, SAMPLE.read_bytes())])


def told(dataset, code="en", **chosen):
    story = Story(pipeline.analyse(dataset, Settings(**chosen)), language(code))
    return story, next((t for t in story.analysis.touchpoints if t.key == "checkout"), None)


def part_of(touchpoint, kpi="conversion_rate"):
    return next(p for p in touchpoint.priority.parts if p.kpi == kpi)


@pytest.mark.parametrize(
    ("code", "brief", "closely"),
    [
        (
            "en",
            "(4,527 of 17,702; average of 3 touchpoints during the purchase: 34%)",
            "(average of 3 touchpoints during the purchase, online and offline: 34%)",
        ),
        (
            "da",
            "(4.527 af 17.702; gennemsnit for 3 kontaktpunkter under købet: 34\u00a0%)",
            "(gennemsnit for 3 kontaktpunkter under købet, online og offline: 34\u00a0%)",
        ),
        (
            "sv",
            "(4\u00a0527 av 17\u00a0702; snittet för 3 kontaktpunkter under köpet: 34\u00a0%)",
            "(snittet för 3 kontaktpunkter under köpet, online och offline: 34\u00a0%)",
        ),
    ],
)
def test_the_reason_says_of_how_many_and_the_answer_that_they_are_online_and_offline(dataset, code, brief, closely):
    story, checkout = told(dataset, code)
    assert brief in story.reason(checkout)
    assert closely in story.reason(checkout, closely=True)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", "average of Checkout, Click & collect and Fysisk butik"),
        ("da", "gennemsnit for Checkout, Click & collect og Fysisk butik"),
        ("sv", "snittet för Checkout, Click & collect och Fysisk butik"),
    ],
)
def test_a_few_are_named(dataset, code, names):
    story, checkout = told(dataset, code)
    assert average_of(story, part_of(checkout)) == names
    assert names.replace("&", "&amp;") in str(
        numbers(story, [checkout.kpis["conversion_rate"]], {"conversion_rate": part_of(checkout)})
    )
    lever = next(v for v in story.analysis.levers["checkout"] if v.figure == "conversion_rate")
    assert average(story, "checkout", lever) == names


def test_the_average_is_that_of_those_named(dataset):
    story, checkout = told(dataset)
    part = part_of(checkout)
    among = [t.kpis["conversion_rate"] for t in story.analysis.touchpoints if t.key in part.among]
    assert part.target == pytest.approx(sum(k.numerator for k in among) / sum(k.denominator for k in among))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("online", "average of 5 touchpoints before the purchase"),
        ("offline", "average of 5 touchpoints before the purchase, online and offline"),
    ],
)
def test_of_many_their_number_is_told(setting, said):
    rows = "".join(f"Ad {n},pre,online,1000,{20 + n}\n" for n in range(4))
    file = f"Touchpoint,Phase,Setting,Visits,Orders\n{rows}Poster,pre,{setting},900,3\n"
    story, _ = told(pipeline.load([("many.csv", file.encode())]))
    poster = next(t for t in story.analysis.touchpoints if t.key == "poster")
    assert average_of(story, part_of(poster)) == said


@pytest.mark.parametrize(
    "chosen",
    [{"targets": {"conversion_rate": 0.3}}, {"goals": (Goal("conversion_rate", 0.3, touchpoint="checkout"),)}],
)
def test_a_target_that_somebody_set_is_no_average(dataset, chosen):
    story, checkout = told(dataset, **chosen)
    part = part_of(checkout)
    assert (part.target, average_of(story, part)) == (0.3, "")
    html = str(numbers(story, [checkout.kpis["conversion_rate"]], {"conversion_rate": part}))
    assert "average" not in html
    assert "(target 30%)" in story.reason(checkout, closely=True)


def test_satisfaction_is_held_against_a_target_of_its_own(dataset):
    story, checkout = told(dataset)
    assert average_of(story, part_of(checkout, "csat")) == ""
