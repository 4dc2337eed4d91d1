"""A table, a log and surveys inside a report: what is uploaded again is what was there."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core import pipeline
from core.exports import EXPORTERS, carried
from core.model import Analysis, Dataset, Settings
from core.texts import language
from tests.exports.alike import same_analysis

Rows = list[tuple[Any, ...]]
NAMES = ("Facebook ads", "Webshop", "Shop", "Mail", "=1+1", "Service by phone")
LOG = ("Customer id", "Time", "Touchpoint", "Event", "Order value", "Segment")
NOON = dt.datetime(2025, 3, 1, 12, 0, 7)


def _book(**sheets: Rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for cell in (cell for line in page.iter_rows() for cell in line if isinstance(cell.value, str)):
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


def _load(*files: bytes, settings: Settings | None = None) -> tuple[Dataset, Analysis]:
    dataset = pipeline.load([(f"file{i}.xlsx", data) for i, data in enumerate(files)], settings)
    chosen = settings or pipeline.travelled_settings(dataset) or Settings()
    return dataset, pipeline.analyse(dataset, chosen)


def _report(dataset: Dataset, analysis: Analysis, code: str = "en") -> bytes:
    return EXPORTERS["xlsx"].build(analysis, dataset, language(code))


def _log(n: int = 60, event: str = "Visit", sale: str = "Purchase") -> Rows:
    """Twenty customers with three touches each at the same second, so that only their order tells the way."""
    sold = [(i % 3 == 2) and i % 2 == 0 for i in range(n)]
    return [LOG] + [
        (f"C{i // 3}", NOON + dt.timedelta(days=i // 3), NAMES[i % 4], sale if s else event, 99.5 if s else None, "B2B")
        for i, s in enumerate(sold)
    ]


SURVEY: Rows = [("Touchpoint", "NPS", "Comment"), *((NAMES[i % 3], i % 11, "hm") for i in range(30))]
STARS: Rows = [("Touchpoint", "Rating"), *((NAMES[i % 3], i % 5 + 1) for i in range(30))]
TENS: Rows = [("Touchpoint", "Rating"), *((NAMES[i % 3], i % 10 + 1) for i in range(30))]
TABLE: Rows = [("Touchpoint", "Month", "Visits", "Conversions"), ("Shop", "2025-03-01", 900, 40), ("Mail", None, 80, 3)]

FILES = {
    "a log alone": _book(Log=_log()),
    "a survey alone": _book(Survey=SURVEY),
    "all three": _book(Table=TABLE, Log=_log(), Survey=SURVEY),
    "surveys on different scales": _book(A=STARS, B=TENS),
    "surveys on one scale": _book(A=STARS, B=STARS[:1] + STARS[11:]),
    "a log without sales": _book(Log=_log(sale="Look")),
    "a list of orders": _book(Orders=[("Customer id", "Date", "Amount"),
                                      *((f"C{i % 7}", dt.date(2025, 1, 1 + i), 10.5 * i) for i in range(30))]),
    "a refund": _book(Log=[*_log(), ("C1", NOON + dt.timedelta(days=40), "Shop", "Refund", -20.25, "B2C")]),
    "tickets with scores": _book(Tickets=[
        ("Ticket id", "Customer id", "Created at", "Channel", "Response time (min)", "Status", "CSAT"),
        *((i, f"C{i % 9}", NOON + dt.timedelta(hours=i), NAMES[i % 3], 7 * i, ("open", "solved")[i % 2], i % 5 + 1)
          for i in range(40)),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_logs_and_surveys_travel(case: str):
    dataset, analysis = _load(FILES[case])
    again, second = _load(_report(dataset, analysis))
    assert (dataset.interactions is None) == (again.interactions is None)
    assert (dataset.responses is None) == (again.responses is None)
    assert (again.sale_events, again.comments_withheld) == (dataset.sale_events, dataset.comments_withheld)
    assert "pseudonymised" not in {issue.code for issue in again.issues}
    same_analysis(analysis, second)


names = st.sampled_from([*NAMES, None])
moments = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2031, 1, 1)).map(lambda m: m.replace(microsecond=0))
amounts = st.integers(-9_900, 10**7).map(lambda cents: cents / 100)
touches = st.tuples(
    st.sampled_from([f"C{i}" for i in range(9)]), st.one_of(moments, st.just(NOON)), names,
    st.sampled_from(["Visit", "Purchase", "Signup"]), st.one_of(st.none(), amounts),
    st.sampled_from(["B2B", "B2C", None]),
)  # fmt: skip
answers = st.tuples(names, st.integers(0, 10), st.one_of(st.none(), st.dates(dt.date(2024, 1, 1), dt.date(2025, 6, 1))))
lines = st.tuples(names, st.dates(dt.date(2024, 1, 1), dt.date(2025, 6, 1)), st.integers(0, 10**6), st.integers(0, 99))


@given(
    st.lists(lines, min_size=1, max_size=9),
    st.lists(touches, min_size=9, max_size=40),
    st.lists(answers, min_size=9, max_size=25),
    st.sampled_from([(), ("Purchase",), ("Signup", "Purchase")]),
)
@trying(max_examples=6, phases=[Phase.generate])
def test_table_log_and_survey_travel_whole(rows: Rows, log: Rows, survey: Rows, sales: tuple[str, ...]):
    table: Rows = [("Touchpoint", "Date", "Visits", "Conversions"), *rows]
    file = _book(Table=table, Log=[LOG, *log], Survey=[("Touchpoint", "NPS", "Date"), *survey])
    dataset, analysis = _load(file, settings=Settings(sale_events=sales))
    _, second = _load(_report(dataset, analysis))
    same_analysis(analysis, second)


def test_sales_stay_settled_until_the_user_says_otherwise():
    log = [(*row[:3], "Signup" if row[3] == "Purchase" else row[3], *row[4:]) for row in _log()]
    dataset, analysis = _load(_book(Log=log), settings=Settings(sale_events=("Signup",)))
    report = _report(dataset, analysis)
    plain = pipeline.load([("report.xlsx", report)])
    other = pipeline.load([("report.xlsx", report)], Settings(sale_events=("Visit",)))
    assert dataset.interactions is not None
    assert plain.interactions is not None
    assert other.interactions is not None
    assert plain.interactions["sale"].tolist() == dataset.interactions["sale"].tolist()
    assert other.interactions["sale"].tolist() == (dataset.interactions["event"] == "Visit").tolist()


def test_a_new_log_beside_a_report_adds_to_it():
    dataset, analysis = _load(_book(Log=_log()))
    both = pipeline.load([("report.xlsx", _report(dataset, analysis)), ("new.xlsx", _book(Log=_log(30)))])
    assert both.interactions is not None
    assert both.interactions["sale"].groupby(both.interactions["file"], observed=True).sum().tolist() == [10, 5]


def test_choices_about_the_first_sheets_stay_behind():
    """They are of sheets that went by the same name as those of the report."""
    dataset, _ = _load(_book(Data=_log()))
    chosen = Settings(sheets={"Data": "skip", "Log": "skip"}, grains={"Log": "responses"}, header_rows={"Log": 4})
    again, second = _load(_report(dataset, pipeline.analyse(dataset, chosen)))
    assert again.interactions is not None
    assert second.settings == Settings()


def test_a_log_that_is_too_long_leaves_its_sums(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(carried, "MOST_TOUCHES", 59)
    dataset, analysis = _load(_book(Table=TABLE, Log=_log(), Survey=SURVEY))
    report = _report(dataset, analysis)
    book = load_workbook(io.BytesIO(report))
    assert "Log" not in book.sheetnames
    for name in ("Summary", "Receipt"):
        said = [str(cell) for row in book[name].iter_rows(values_only=True) for cell in row if cell]
        assert [text for text in said if text.startswith("The log of 60 rows is too long")], name
    again, second = _load(report)
    assert (again.interactions, second.journeys) == (None, None)
    same = ("visits", "conversions", "revenue")
    for one, other in zip(analysis.touchpoints, second.touchpoints, strict=True):
        assert {f: one.metrics.get(f) for f in same} == {f: other.metrics.get(f) for f in same}, one.name
    assert second.voices == analysis.voices


SAME: Rows = [("Touchpoint", "Visits", "Conversions", "Comment"), ("Webshop", 900, 40, "Slow"), ("Mail", 80, 3, "Dull")]
ALSO: Rows = [LOG, *[(f"C{i}", NOON, name, "Visit", None, "B2B") for i, name in enumerate(("Web shop", "Mails") * 9)]]
SAID: Rows = [("Touchpoint", "NPS", "Comment"), *((NAMES[i % 3], i % 11, f"said {i}") for i in range(30))]


def _again(report: bytes) -> tuple[Dataset, Analysis]:
    """As the app opens a report: with the settings that travelled in it from the start."""
    books, _ = pipeline.read([("report.xlsx", report)])
    settings = pipeline.settings_inside(books)
    assert settings is not None
    dataset = pipeline.understand(books, settings)
    return dataset, pipeline.analyse(dataset, settings)


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_names_taken_for_one_or_kept_apart_and_comments_that_were_kept_come_back(code: str):
    kept = {name: {"Comment": "comment"} for name in ("Table", "Answers")}
    choices = Settings(merges={"web shop": "webshop"}, apart=(("mail", "mails"),), mapping=kept)
    dataset, analysis = _load(_book(Table=SAME, Log=ALSO, Answers=SAID), settings=choices)
    assert dataset.alike == ()
    assert {"webshop", "mail", "mails"} <= {t.key for t in dataset.touchpoints}
    assert "web shop" not in {t.key for t in dataset.touchpoints}
    again, second = _again(_report(dataset, analysis, code))
    assert (again.alike, again.touchpoints) == (dataset.alike, dataset.touchpoints)
    assert (second.settings.merges, second.settings.apart) == (choices.merges, choices.apart)
    assert again.rows["comment"].tolist() == dataset.rows["comment"].tolist() == ["Slow", "Dull"]
    assert again.responses is not None
    assert again.responses["comment"].tolist() == [f"said {i}" for i in range(30)]
    same_analysis(analysis, second)


def test_comments_that_were_not_kept_do_not_come_back():
    dataset, analysis = _load(_book(Table=SAME, Answers=SAID))
    report = _report(dataset, analysis)
    assert not any(b"said 3" in load for load in _parts(report))
    again, second = _again(report)
    assert again.responses is not None
    assert again.responses["comment"].notna().sum() == again.rows["comment"].notna().sum() == 0
    assert second.voices == analysis.voices


def _parts(report: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        return [package.read(name) for name in package.namelist()]


def test_the_next_file_beside_a_report_is_merged_alike():
    choices = Settings(merges={"web shop": "webshop"})
    dataset, analysis = _load(_book(Table=SAME, Log=ALSO), settings=choices)
    books, _ = pipeline.read([("report.xlsx", _report(dataset, analysis)), ("april.xlsx", _book(Log=ALSO))])
    settings = pipeline.settings_inside(books)
    assert settings is not None
    assert "web shop" not in {t.key for t in pipeline.understand(books, settings).touchpoints}


@pytest.mark.parametrize("apart", [[["b", "a"]], [("a", "b")]])
def test_pairs_kept_apart_are_stored_in_one_order(apart):
    settings = Settings.from_json({"apart": apart})
    assert settings.apart == (("a", "b"),)
    assert Settings.from_json(settings.to_json()) == settings


@pytest.mark.parametrize("apart", [[["a"]], [["a", "b", "c"]], [3]])
def test_what_is_no_pair_is_refused(apart):
    with pytest.raises((TypeError, ValueError)):
        Settings.from_json({"apart": apart})
