"""The table that a consultant makes on a wall: touchpoints, what customers feel there, how much it matters."""

import pytest

from core import pipeline
from core.model import Settings

WORDS = {
    "da": ("Kundens følelse", ("Frustreret", "Neutral", "Glad", "Meget glad")),
    "sv": ("Känsla", ("Irriterad", "Likgiltig", "Nöjd", "Mycket glad")),
    "en": ("Emotion", ("Frustrated", "Neutral", "Happy", "Delighted")),
    "smileys": ("Oplevelse", ("☹️", "😐", "🙂", "😍")),
    "from -2 to 2": ("Emotion (-2 to +2)", ("-1", "0", "1", "2")),
    "of 5": ("Præstation (1-5)", ("2", "3", "4", "5")),
    "stars": ("Upplevelse", ("★★", "★★★", "★★★★", "★★★★★")),
}
NAMES = ("Checkout", "Website", "Shop", "Phone support")


def analysed(head, cells, *more):
    lines = [";".join(["Touchpoint", head, *(name for name, _ in more)])]
    for n, (name, cell) in enumerate(zip(NAMES, cells, strict=True)):
        lines.append(";".join([name, cell, *(str(values[n]) for _, values in more)]))
    return pipeline.analyse(pipeline.load([("map.csv", "\n".join(lines).encode())]), Settings())


def ratings(analysis):
    return {t.name: t.kpis["rating"].value for t in analysis.touchpoints}


def ranking(analysis):
    return [t.name for t in sorted(analysis.touchpoints, key=lambda t: t.priority.rank)]


@pytest.mark.parametrize(("head", "cells"), WORDS.values(), ids=WORDS)
def test_what_customers_feel_is_a_rating_of_five(head, cells):
    assert ratings(analysed(head, cells)) == dict(zip(NAMES, (2, 3, 4, 5), strict=True))


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("-3", "0", "3", "1"), (1, 3, 5, 3 + 2 / 3)),
        (("-5", "0", "5", "4"), (1, 3, 5, 4.6)),
        (("-1", "-0,5", "0", "1"), (1, 2, 3, 5)),
    ],
)
def test_a_scale_with_nought_in_its_middle_is_moved_to_one_to_five(cells, found):
    assert list(ratings(analysed("Bedømmelse", cells)).values()) == pytest.approx(
        [dict(zip(NAMES, found, strict=True))[name] for name in ratings(analysed("Bedømmelse", cells))]
    )


@pytest.mark.parametrize("cells", [("-40", "10", "20", "30"), ("-2", "7", "3", "1")])
def test_what_stands_on_no_such_scale_is_said_and_left_out(cells):
    found = analysed("Bedømmelse", cells)
    assert set(ratings(found).values()) == {None}
    assert "kpi-scale" in {issue.code for issue in found.issues}


SAME = ("2", "2", "2", "2")


def test_importance_tells_how_much_rides_on_a_touchpoint_where_nobody_counts():
    found = analysed("Præstation (1-5)", SAME, ("Vigtighed (1-5)", (2, 5, 3, 4)))
    assert ranking(found) == ["Website", "Phone support", "Shop", "Checkout"]
    impact = {t.name: t.priority.impact for t in found.touchpoints}
    assert impact == pytest.approx({"Website": 1, "Phone support": 0.8, "Shop": 0.6, "Checkout": 0.4})
    assert "importance-counts" in {issue.code for issue in found.issues}
    first = next(t for t in found.touchpoints if t.name == "Website")
    assert "why.importance" in str(first.priority.why)


def test_a_touchpoint_without_importance_matters_as_the_others_usually_do():
    found = analysed("Præstation", SAME, ("Vigtighed", (2, 5, "", 4)))
    impact = {t.name: t.priority.impact for t in found.touchpoints}
    assert impact == pytest.approx({"Website": 1, "Phone support": 0.8, "Shop": 0.8, "Checkout": 0.4})


def test_where_customers_are_counted_importance_is_kept_and_said_not_to_count():
    counted = ("Besøg", (100, 400, 300, 200))
    plain, stated = (analysed("Præstation", SAME, counted, *more) for more in ((), (("Vigtighed", (5, 1, 1, 1)),)))
    assert ranking(plain) == ranking(stated) == ["Website", "Shop", "Phone support", "Checkout"]
    assert "importance-unused" in {issue.code for issue in stated.issues}


def test_money_is_not_reckoned_from_importance():
    found = analysed("Præstation", SAME, ("Vigtighed", (2, 5, 3, 4)), ("Omsætning", (100, 200, 300, 400)))
    assert {t.priority.worth for t in found.touchpoints} == {None}


def test_where_nothing_is_counted_touchpoints_count_alike_in_a_stage_and_the_card_says_so():
    found = analysed("Præstation", ("2", "3", "4", "5"), ("Stage", ("Purchase", "Awareness", "Purchase", "Loyalty")))
    stages = {stage: kpis["rating"].value for stage, kpis in found.groups["stage"].items() if "rating" in kpis}
    assert (stages["purchase"], stages["awareness"], stages["loyalty"]) == (3, 3, 5)
    assert found.kpis["rating"].value == 3.5
    assert found.kpis["rating"].note.values == {"n": 4}
    assert found.kpis["rating"].n is None


def test_scores_beside_counts_are_never_averaged_without_them():
    found = analysed("Præstation", ("2", "3", "4", "5"), ("Besøg", (100, "", 300, 200)))
    assert found.kpis["rating"].value is None


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Vigtighed", ("Lav", "Meget høj", "Middel", "Høj")),
        ("Viktighet", ("Låg", "Avgörande", "Medel", "Viktigt")),
        ("Importance", ("low", "critical", "medium", "high")),
        ("Importance", ("2 - low", "5", "3 (medium)", "4")),
    ],
)
def test_importance_in_words(head, words):
    impact = {t.name: t.priority.impact for t in analysed("Præstation", SAME, (head, words)).touchpoints}
    assert impact == pytest.approx({"Website": 1, "Phone support": 0.8, "Shop": 0.6, "Checkout": 0.4})


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Indsats", ("Meget let", "Nem", "Middel", "Svær")),
        ("Insats", ("Mycket lätt", "Enkelt", "Medel", "Svår")),
        ("Effort", ("Very easy", "Easy", "Some work", "Hard")),
        ("Effort", ("very low", "low", "medium", "high")),
    ],
)
def test_effort_in_words_is_little_where_a_change_is_easy(head, words):
    found = analysed("Præstation", SAME, (head, words))
    ease = {t.name: t.priority.ease for t in found.touchpoints}
    assert ease == pytest.approx({"Checkout": 1, "Website": 0.8, "Shop": 0.6, "Phone support": 0.4})
    assert "scores-in-words" in {issue.code for issue in found.issues}
