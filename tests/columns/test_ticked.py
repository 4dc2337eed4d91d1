"""Questions of which several answers may be ticked: each answer is a touchpoint with as many customers as ticked it."""

import pytest

from core import pipeline
from core.model import Dataset, Settings

SURVEYMONKEY = """Respondent ID,Start Date,Which of these did you use before you bought?,,,How satisfied are you? (1-5)
,,Website,Shop in town,Phone,Response
1001,01/12/2025 10:11:12 AM,Website,,Phone,4
1002,01/13/2025 10:11:12 AM,,Shop in town,,5
1003,01/14/2025 10:11:12 AM,Website,Shop in town,,3
1004,01/15/2025 10:11:12 AM,Website,,,4
1005,01/16/2025 10:11:12 AM,,,Phone,2
"""
HEADED = """Id;Hvilke bruger du? - Hjemmeside;Hvilke bruger du? - Butik;Hvilke bruger du? - Telefon;Hvor tilfreds? (1-5)
1;1;;1;4
2;0;1;;5
3;1;1;0;3
4;1;;;4
5;;;1;2
"""
ONE_CELL = """Tidsstempel,Hvilke af disse har du brugt?,Hvor tilfreds er du? (1-5)
2025/01/12 10:11:12 AM GMT+1,Hjemmeside;Telefon,4
2025/01/13 10:11:12 AM GMT+1,Butik,5
2025/01/14 10:11:12 AM GMT+1,Hjemmeside;Butik,3
2025/01/15 10:11:12 AM GMT+1,Hjemmeside,4
2025/01/16 10:11:12 AM GMT+1,Telefon,2
"""


def read(text: str, settings: Settings | None = None) -> Dataset:
    return pipeline.load([("survey.csv", text.encode())], settings or Settings())


def customers(dataset: Dataset) -> dict[str, float]:
    rows = dataset.rows
    return dict(rows.groupby("touchpoint")["customers"].sum()) if "customers" in rows else {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SURVEYMONKEY, {"website": 3, "shop in town": 2, "phone": 2}),
        (HEADED, {"hjemmeside": 3, "butik": 2, "telefon": 2}),
        (ONE_CELL, {"hjemmeside": 3, "butik": 2, "telefon": 2}),
        (HEADED.replace(" - Hjemmeside", " [Hjemmeside]"), {"hjemmeside": 3, "butik": 2, "telefon": 2}),
    ],
)
def test_each_answer_is_a_touchpoint_and_the_scores_stay(text: str, found: dict[str, float]) -> None:
    dataset = read(text)
    assert customers(dataset) == found
    assert dataset.responses is not None
    assert dataset.responses["csat_score"].tolist() == [4, 5, 3, 4, 2]
    assert [i.code for i in dataset.issues if i.code in ("ticked-answers", "touchpoint-assumed")] == ["ticked-answers"]


def test_how_they_heard_of_the_business_may_have_several_answers() -> None:
    dataset = read(ONE_CELL.replace("Hvilke af disse har du brugt?", "Hvor har du hørt om os? (vælg gerne flere)"))
    assert customers(dataset) == {"hjemmeside": 3, "butik": 2, "telefon": 2}
    assert dataset.responses is not None
    assert dataset.responses["touchpoint"].isna().all()


def test_the_days_on_which_they_answered_are_kept() -> None:
    rows = read(SURVEYMONKEY).rows
    assert rows.loc[rows["touchpoint"] == "phone", "period"].tolist() == ["2025-01-12", "2025-01-16"]
    assert rows.loc[rows["touchpoint"] == "phone", "row"].tolist() == [3, 7]


def test_the_receipt_names_every_column() -> None:
    sheets = read(HEADED).files[0].sheets
    assert sum("Hvilke" in c.header and c.field == "customers" for s in sheets for c in s.columns) == 3


@pytest.mark.parametrize(
    "text",
    [
        HEADED.replace("Hjemmeside", "Rød").replace("Butik", "Blå").replace("Telefon", "Grøn"),  # no touchpoints
        HEADED.replace("1;1;;1;4", "1;2;;3;4"),  # ranks, not ticks
        ONE_CELL.replace(";", " og "),
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert customers(read(text)) == {}


def test_what_the_user_says_of_a_column_wins() -> None:
    header = "Hvilke af disse har du brugt?"
    chosen = Settings(mapping={"": {header: "segment"}})
    assert customers(read(ONE_CELL, chosen)) == {}


ANSWERS = [("x", "", "", 4, "", ""), ("", "x", "x", "", 5, 2), ("x", "x", "", 3, 4, ""), ("x", "", "x", 5, "", 1)] * 4
IN_GRID = {"hjemmeside": 12, "butik": 8, "telefon": 8}
SCORES = {"hjemmeside": [4, 3, 5] * 4, "butik": [5, 4] * 4, "telefon": [2, 1] * 4}


def survey(ticked: list[str], rated: list[str], below: list[str] | None = None, *, in_one: bool = False) -> str:
    """A survey's export: ticks in columns, or all ``in_one``, beside a column of scores per touchpoint."""
    names = ("Hjemmeside", "Butik", "Telefon")
    lines = [["Id", "Dato", *ticked, *rated], *([below] if below else [])]
    for n, row in enumerate(ANSWERS):
        marked = [name if below and cell else cell for name, cell in zip(names, row[:3], strict=True)]
        ticks = [", ".join(name for name, cell in zip(names, row[:3], strict=True) if cell)] if in_one else marked
        lines.append([str(n + 1), f"2025-03-{n + 1:02}", *ticks, *map(str, row[3:])])
    return "\n".join("\t".join(line) for line in lines)


HEADS = [f"Hvilke har du brugt? [{name}]" for name in ("Hjemmeside", "Butik", "Telefon")]
GRID = [f"Hvor tilfreds er du? [{name}]" for name in ("Hjemmeside", "Butik", "Telefon")]
SENTENCES = [f"Hvor tilfreds var du med vores {name}?" for name in ("hjemmeside", "butik", "telefonen")]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (survey(HEADS, GRID), "csat_score"),
        (survey(["Hvilke af disse har du brugt?"], GRID, in_one=True), "csat_score"),
        (survey(HEADS, SENTENCES), "csat_score"),  # "telefonen" is the "Telefon" that they ticked
        (survey(HEADS, [head.replace("Hvor tilfreds er du?", "Vurder hver af dem") for head in GRID]), "rating"),
        (
            survey(
                ["Hvilke af disse har du brugt?", "", ""],
                ["Hvor tilfreds var du med hver af dem?", "", ""],
                ["", "", *("Hjemmeside", "Butik", "Telefon") * 2],
            ),
            "csat_score",
        ),
    ],
)
def test_beside_a_grid_of_ratings_both_count(text: str, field: str) -> None:
    dataset = read(text)
    answers = dataset.responses
    assert answers is not None
    found = answers.dropna(subset=field).groupby("touchpoint", observed=True)[field].apply(list).to_dict()
    assert (customers(dataset), found) == (IN_GRID, SCORES)
    assert "wide-unused" not in {i.code for i in dataset.issues if "Hvilke" in str(i.values)}


def test_a_score_below_its_touchpoint_is_no_duration() -> None:
    """SurveyMonkey leaves the header above it blank, so that it goes by its letter: "H" is no hour."""
    text = survey(
        ["Hvilke af disse har du brugt?", "", ""],
        ["Hvor tilfreds var du med hver af dem?", "", ""],
        ["", "", *("Hjemmeside", "Butik", "Telefon") * 2],
    )
    assert [s.grain for s in read(text).files[0].sheets] == ["responses", "touchpoints"]
