"""What the page about voices says, as facts: clear only where the interval and the number of answers allow it."""

from dataclasses import replace

import pytest

from core import pipeline
from core.model import Kpi, Settings, Voice, Voices
from core.story import Story
from core.story.voices import (
    Moved,
    answers_finding,
    change_note,
    first_values,
    heard,
    last_two,
    standing,
    standing_finding,
    voice_words,
    voices_headline,
    voices_summary,
)
from core.texts import language
from tests.charts.fakes import analysis_of, one_touchpoint

SHOP = replace(one_touchpoint("purchase", "offline", 0.9), key="shop", name="Butik")
CHAT = replace(one_touchpoint("satisfaction", "online", 0.9), key="chat", name="Chat")


def story(code: str = "en") -> Story:
    return Story(replace(analysis_of(0), touchpoints=(SHOP, CHAT)), language(code))


def voice(key: str | None, value: float | None, low: float | None, high: float | None, *, n: int = 60) -> Voice:
    kpi = Kpi("csat", value, "share", n=n, low=low, high=high)
    return Voice(key, "csat", 1, 5, {1: 0, 2: 0, 3: n // 3, 4: 0, 5: n - n // 3}, kpi, 4.0)


LOW, OPEN, WELL = voice("shop", 0.5, 0.38, 0.62), voice("chat", 0.75, 0.6, 0.86), voice("chat", 0.95, 0.86, 0.99)
FEW = voice("shop", 0.33, 0.06, 0.79, n=3)


@pytest.mark.parametrize(
    ("found", "word"),
    [(LOW, "below"), (OPEN, "open"), (WELL, "above"), (FEW, "open"), (voice("chat", 0.2, None, None), "open")],
)
def test_below_needs_the_whole_interval_and_enough_answers(found, word):
    assert standing(story(), found) == word


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((LOW, OPEN), "Butik is clearly below the target of 80%"),
        ((LOW, replace(LOW, key="chat")), "Butik and Chat are clearly below the target of 80%"),
        ((WELL,), "All are clearly at or above the target of 80%"),
        ((FEW, WELL), "None is clearly below the target of 80%; some have too few answers to tell"),
        ((), "No answer names a touchpoint"),
    ],
)
def test_the_finding_names_only_what_is_clear(found, said):
    assert standing_finding(story(), found) == said


@pytest.mark.parametrize(
    ("voices", "headline", "summary"),
    [
        (
            Voices(120, (LOW,), (LOW, OPEN)),
            "1 of 2 touchpoints is clearly below its satisfied customers (CSAT) target",
            "120 answers about 2 touchpoints.",
        ),
        (Voices(60, (OPEN,), (OPEN,)), "No touchpoint is clearly below its target", "60 answers about 1 touchpoint."),
        (
            Voices(1, (replace(OPEN, key=None),), ()),
            "What customers answered about the whole business",
            "1 answer. None names a touchpoint, so that nothing can be told about each of them.",
        ),
    ],
)
def test_the_headline_counts_what_is_clear(voices, headline, summary):
    assert voices_headline(story(), voices) == headline
    assert voices_summary(story(), voices) == summary


def test_the_lowest_comes_first_and_what_is_hidden_or_unknown_is_left_out():
    voices = Voices(9, (), (OPEN, LOW, voice("shop", None, None, None), replace(LOW, key="gone")))
    hiding = replace(story().analysis, touchpoints=(replace(SHOP, hidden=True), CHAT))
    assert [v.key for v in heard(story(), voices, "csat")] == ["gone", "shop", "chat"]
    assert [v.key for v in heard(Story(hiding, language("en")), voices, "csat")] == ["gone", "chat"]
    assert heard(story(), voices, "nps") == ()


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({1: 10, 4: 30, 5: 30}, "Most often customers answer 4 and 5 on the scale 1–5: 43% each"),
        ({1: 10, 2: 10, 3: 10, 4: 10, 5: 10}, "No answer on the scale 1–5 stands out"),
    ],
)
def test_answers_given_equally_often_are_told_so(counts, said):
    assert answers_finding(story(), replace(LOW, counts=counts)) == said


@pytest.mark.parametrize(
    ("code", "said", "words"),
    [
        ("en", "Most often customers answer 5 on the scale 1–5: 67%", "50% · 60 answers"),
        ("da", "Oftest svarer kunderne 5 på skalaen 1–5: 67\u00a0%", "50\u00a0% · 60 svar"),
        ("sv", "Oftast svarar kunderna 5 på skalan 1–5: 67\u00a0%", "50\u00a0% · 60 svar"),
    ],
)
def test_the_most_frequent_answer_is_named(code, said, words):
    assert answers_finding(story(code), LOW) == said
    assert voice_words(story(code), LOW) == words


@pytest.mark.parametrize(
    ("history", "periods"),
    [
        ({"2025-01": 0.5, "2025-02": 0.6}, ("2025-01", "2025-02")),
        ({"2025-03": 0.7, "2025-01": 0.5, "2025-02": None}, ("2025-01", "2025-03")),
        ({"2025-01": 0.5}, None),
        ({}, None),
    ],
)
def test_change_is_between_the_last_two_known_periods(history, periods):
    moved = last_two(replace(LOW, history={p: Kpi("csat", v, "share") for p, v in history.items()}))
    assert (moved and moved.periods) == periods


def moved(key: str, before: float, after: float) -> Moved:
    sides = (Kpi("nps", value, "points", n=n) for value, n in ((before, 9), (after, 6)))
    return Moved(replace(LOW, key=key), ("2025-05", "2025-06"), *sides)


SHIFT, STILL = moved("shop", -22, 67), moved("chat", 1, 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([(SHIFT, "up"), (STILL, None)], "Clearly changed: Butik −22 → +67 (9 and 6 answers)."),
        (
            [(SHIFT, "up"), *[(STILL, "no clear change")] * 6],
            "Stands out most: Butik −22 → +67 (9 and 6 answers). One of 7, so it may be chance.",
        ),
        ([(STILL, "no clear change"), (STILL, None)], "No touchpoint has changed clearly."),
        ([], ""),
    ],
)
def test_a_clear_change_is_named_with_its_answers(changes, said):
    assert change_note(story(), changes) == said


NPS = Voice("shop", "nps", 0, 10, {0: 19, 6: 19, 7: 28, 9: 20, 10: 14}, Kpi("nps", -4, "points", n=100), 7.2)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "38% are detractors (0–6), 34% promoters (9–10)"),
        ("da", "38\u00a0% er kritikere (0–6), 34\u00a0% ambassadører (9–10)"),
        ("sv", "38\u00a0% är kritiker (0–6), 34\u00a0% ambassadörer (9–10)"),
    ],
)
def test_an_nps_is_told_by_the_groups_that_the_picture_shows(code, said):
    assert answers_finding(story(code), NPS) == said


def test_too_few_answers_come_last_and_are_said():
    some = Voices(63, (), (FEW, replace(OPEN, key="chat")))
    assert [v.key for v in heard(story(), some, "csat")] == ["chat", "shop"]
    assert voice_words(story(), FEW) == "33% · only 3 answers"
    assert voices_summary(story(), some) == ("63 answers: 1 touchpoint has enough of them to be judged, Butik too few.")
    assert voices_summary(story(), Voices(3, (), (FEW,))).endswith("Butik has too few answers to be judged.")


def test_a_touchpoint_is_called_by_its_first_question():
    both = Voices(9, (replace(OPEN, key=None),), (OPEN, replace(NPS, key="chat"), NPS))
    assert first_values(story(), both) == [
        ("chat", "Satisfied customers (CSAT) 75%"),
        ("shop", "NPS −4"),
    ]


WHOLE = "Date,NPS,Satisfaction\n" + "".join(f"2025-01-{1 + i % 28:02d},{6 + i % 5},{1 + i % 5}\n" for i in range(100))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Your business as a whole: NPS +20 and satisfied customers (CSAT) 40%, from 100 answers."),
        ("da", "Din forretning som helhed: NPS +20 og tilfredse kunder (CSAT) 40 % ud fra 100 svar."),
        ("sv", "Er verksamhet som helhet: NPS +20 och nöjda kunder (CSAT) 40 %, utifrån 100 svar."),
    ],
)
def test_a_survey_without_touchpoints_tells_what_it_found(code, said):
    result = pipeline.analyse(pipeline.load([("s.csv", WHOLE.encode())]), Settings())
    assert Story(result, language(code)).headline().replace("\xa0", " ") == said
