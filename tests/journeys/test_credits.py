"""Who gets how much of a sale, told as facts."""

import pytest

from core.model import CREDIT_MODELS
from core.model.journeys import OTHERS
from core.texts import language
from tests.journeys.logs import crowd, followed, told

RULES = ("first", "last", "last_non_direct", "linear", "position", "time_decay")


def shares(line, model):
    found = followed(told(line)).credits.sales[model]
    return {key: round(value, 4) for key, value in found.items() if value}


@pytest.mark.parametrize(
    ("line", "model", "expected"),
    [
        ("k: a@0 b@7 c@14!", "first", {"a": 1}),
        ("k: a@0 b@7 c@14!", "last", {"c": 1}),
        ("k: a@0 b@7 c@14!", "linear", {"a": 0.3333, "b": 0.3333, "c": 0.3333}),
        ("k: a@0 b@7 c@14!", "position", {"a": 0.4, "b": 0.2, "c": 0.4}),
        ("k: a@0 b@7 c@14!", "time_decay", {"a": 0.1429, "b": 0.2857, "c": 0.5714}),
        ("k: a@0 b@1 c@2 d@3 e@4!", "position", {"a": 0.4, "b": 0.0667, "c": 0.0667, "d": 0.0667, "e": 0.4}),
        ("k: a@0 b@7!", "position", {"a": 0.5, "b": 0.5}),
        ("k: a@0 b@7!", "time_decay", {"a": 0.3333, "b": 0.6667}),
        ("k: a@0 b@0!", "time_decay", {"a": 0.5, "b": 0.5}),
        ("k: a@0 b@3.5!", "time_decay", {"a": 0.4142, "b": 0.5858}),
        ("k: a@0 a@7 b@14!", "linear", {"a": 0.6667, "b": 0.3333}),
        ("k: a@0 a@7 b@14!", "position", {"a": 0.6, "b": 0.4}),
        ("k: a@0 b@7 a@14!", "first", {"a": 1}),
        ("k: a@0 b@7 a@14!", "time_decay", {"a": 0.7143, "b": 0.2857}),
        ("k: a@0!", "position", {"a": 1}),
        ("k: a@0!", "linear", {"a": 1}),
        ("k: a@0!", "time_decay", {"a": 1}),
        ("k: a@0 b@1! c@2", "linear", {"a": 0.5, "b": 0.5}),
        ("k: a@0! b@1 c@2!", "linear", {"a": 1, "b": 0.5, "c": 0.5}),
        ("k: a@0! b@1!", "first", {"a": 1, "b": 1}),
        ("k: c@14! a@0 b@7", "position", {"a": 0.4, "b": 0.2, "c": 0.4}),
        ("k: a@0 b@5 c@100!", "linear", {"b": 0, "c": 1}),
        ("k: a@0 b@10 c@100!", "linear", {"b": 0.5, "c": 0.5}),
        ("k: a@0 b@10 c@100!", "first", {"b": 1}),
        ("k: a@0 b@1 direct@2!", "last_non_direct", {"b": 1}),
        ("k: a@0 direct@1 direct@2!", "last_non_direct", {"a": 1}),
        ("k: direct@0 direct@1!", "last_non_direct", {"direct": 1}),
        ("k: direct@0 a@1!", "last_non_direct", {"a": 1}),
        ("k: a@0 b@1 direct@2!", "last", {"direct": 1}),
    ],
)
def test_a_rule_splits_a_sale(line, model, expected):
    assert shares(line, model) == {key: value for key, value in expected.items() if value}


@pytest.mark.parametrize(
    ("key", "direct"),
    [
        ("(direct)/(none)", True),
        ("(none)", True),
        ("direkte", True),
        ("direkte-besøg", True),
        ("direkttrafik", True),
        ("direct-mail", False),
        ("website", False),
    ],
)
def test_a_direct_visit_is_known_by_its_name(key, direct):
    assert shares(f"k: ads@0 {key}@1!", "last_non_direct") == {"ads" if direct else key: 1}


def test_a_direct_visit_is_known_by_the_name_as_shown():
    found = followed(told("k: ads@0 t7@1!"), names={"t7": "Direkte trafik", "ads": "Ads"})
    assert found.credits.sales["last_non_direct"] == {"ads": 1, "t7": 0}


def test_money_goes_with_the_sale():
    found = followed(told("k: a@0 b@1!100", "l: b@0!50", "m: a@0!"))
    assert found.value == 150
    assert found.credits.value["linear"] == {"a": 50, "b": 100}
    assert found.credits.sales["linear"] == {"a": 1.5, "b": 1.5}


@pytest.mark.parametrize(
    ("lines", "sales", "value", "of_a"),
    [
        (["k: a@0!100 b@1!-40"], 2, 60, 100),
        (["k: a@0!-40"], 1, -40, -40),
        (["k: a@0!100", "l: a@0!"], 2, 100, 100),
        (["k: a@0!"], 1, None, None),
        (["k: a@0!0"], 1, 0, 0),
    ],
)
def test_refunds_and_unknown_values_are_sales(lines, sales, value, of_a):
    found = followed(told(*lines))
    assert (found.sales, found.value) == (sales, value)
    assert found.credits.value.get("last", {}).get("a") == of_a


def repeated(*lines):
    """Each line for as many customers as it says: "30 a@0!"."""
    for number, line in enumerate(lines):
        times, touches = line.split(" ", 1)
        yield from (f"k{number}-{i}: {touches}" for i in range(int(times)))


@pytest.mark.parametrize(
    ("lines", "silent", "sentence"),
    [
        (["29 a@0!", "9 a@0"], {"markov", "shapley"}, "Needs 30 sales, the log has 29."),
        (["1 a@0!", "9 a@0"], {"markov", "shapley"}, "Needs 30 sales, the log has 1."),
        (["30 a@0!", "9 a@0"], set(), None),
        (
            ["30 a@0!"],
            {"markov"},
            "Compares ways with a sale and ways without one, but here every way ends with a sale.",
        ),
        ([f"4 t{i}@0!" for i in range(8)], {"markov", "shapley"}, "Needs a touchpoint that 5 sales have met"),
        (["9 a@0"], set(CREDIT_MODELS), "No customer's way ends with a sale"),
    ],
)
def test_a_model_says_why_it_is_silent(lines, silent, sentence):
    found = followed(told(*repeated(*lines))).credits
    assert set(found.silent) == silent
    assert set(found.sales) == set(CREDIT_MODELS) - silent
    for message in found.silent.values():
        assert language("en").message(message).startswith(sentence)


def test_too_many_touchpoints_silence_markov_only():
    frame = crowd(1500, touchpoints=5000, sale=0.5)
    frame["touchpoint"] = frame["touchpoint"].cat.add_categories("shop").where(frame["sale"].eq(False), "shop")
    found = followed(frame).credits
    assert set(found.silent) == {"markov"}
    assert sum(found.sales["shapley"].values()) == pytest.approx(frame["sale"].sum(), abs=1e-9)


def test_rare_touchpoints_are_told_together():
    found = followed(told(*repeated("40 a@0 b@1!", "4 rare@0 b@1!", "3 odd@0 a@1!", "20 b@0", "9 lost@0"))).credits
    assert found.together == ("lost", "odd", "rare")
    assert set(found.sales["shapley"]) == {"a", "b", OTHERS}
    assert found.sales["shapley"][OTHERS] == pytest.approx(3.5)
    assert found.sales["linear"]["rare"] == pytest.approx(2)
    assert found.sales["linear"]["lost"] == 0
    assert sum(found.sales["markov"].values()) == pytest.approx(47, abs=1e-9)


def test_segments_with_enough_sales_have_credits_of_their_own():
    frame = crowd(400, sale=0.3)
    small = ["tiny", "private"]
    frame["segment"] = frame["segment"].cat.add_categories("tiny").mask(frame.index < 9, small[0])
    found = followed(frame)
    assert set(found.by_segment) == {"private", "business"}
    for name, credits in found.by_segment.items():
        ended = frame["sale"] & (frame["segment"] == name)
        for model in CREDIT_MODELS:
            assert sum(credits.sales[model].values()) == pytest.approx(ended.sum(), abs=1e-9)


def test_of_many_segments_those_of_most_sales_are_shown():
    lines = [f"k{i}: a@0!" for i in range(31 * 60 + 5)]
    names = [f"s{min(i // 31, 59):02}" for i in range(len(lines))]
    found = followed(told(*lines, columns={"segment": names})).by_segment
    assert list(found) == ["s59", *(f"s{i:02}" for i in range(49))]
    assert found["s59"].sales["last"] == {"a": 36}


def test_a_segment_alone_has_the_credits_of_the_whole():
    frame = crowd(300).assign(segment="all")
    found = followed(frame)
    assert found.by_segment == {"all": found.credits}
