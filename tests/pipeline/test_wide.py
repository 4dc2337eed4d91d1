"""Wide tables from the bytes to the analysis: sums, the file's own rows and columns in the receipt, the way back."""

from pathlib import Path

import pytest

from core import pipeline
from core.model import Settings

SHARED = Path(__file__).parents[3] / "shared" / "data"
CHANNELS = """\
Måned;Facebook omkostning;TV omkostning;Facebook klik;Omsætning
jan 2025;1.200,50;800;120;50.000
feb 2025;1.300;x;130;60.000
I alt;2.500,50;800;250;110.000
"""
TURNED = ";Facebook;Butik;Telefon\nBesøg;100;200;50\nKøb;10;20;5\nOmsætning (tkr);1,5;?;uklart\n"


def load(text, settings=None):
    return pipeline.load([("f.csv", text.encode())], settings)


def test_touchpoints_as_columns_end_as_touchpoints():
    dataset = load(CHANNELS)
    rows = [(r.touchpoint, str(r.period), r.row, r.cost) for r in dataset.rows.itertuples()]
    assert rows[:2] == [("facebook", "2025-01", 2, 1200.5), ("facebook", "2025-02", 3, 1300.0)]
    assert rows[2][:3] == ("tv", "2025-01", 2)
    assert [t.name for t in dataset.touchpoints] == ["Facebook", "TV"]


def test_the_receipt_names_the_columns_and_rows_of_the_file():
    sheet = load(CHANNELS).files[0].sheets[0]
    assert (sheet.layout, sheet.header_row, sheet.rows_read, sheet.rows_left_out) == ("channels", 1, 2, 1)
    assert sheet.touchpoint_column is None
    assert {c.header: (c.field, c.missing) for c in sheet.columns} == {
        "Måned": ("date", 0),
        "Facebook omkostning": ("cost", 0),
        "TV omkostning": ("cost", 1),
        "Facebook klik": ("clicks", 0),
        "Omsætning": ("ignore", 0),
    }


def test_every_row_of_the_file_is_said_once():
    issues = {i.code: i for i in load(CHANNELS).issues}
    assert issues["total-row"].values["rows"] == (4,)
    assert issues["unreadable-number"].row == 3
    assert issues["wide-unused"].values["columns"] == ("Omsætning",)


def test_a_column_can_be_given_another_meaning_or_none():
    mapping = {"": {"TV omkostning": "ignore"}}
    assert {t.name for t in load(CHANNELS, Settings(mapping=mapping)).touchpoints} == {"Facebook"}
    mapping = {"": {"TV omkostning": "visits"}}
    rows = load(CHANNELS, Settings(mapping=mapping)).rows
    assert rows.groupby("touchpoint")["visits"].sum()["tv"] == 800


def test_the_mark_chosen_for_a_column_counts_for_those_read_with_it():
    table = "Uge;Facebook klik;TV klik\nuge 1 2025;1.200;1.300\nuge 2 2025;1.400;1.500\n"
    chosen = Settings(decimal_marks={"": {"TV klik": "."}})
    assert load(table).rows["clicks"].sum() == 5400
    assert load(table, chosen).rows["clicks"].sum() == pytest.approx(5.4)


def test_metrics_as_rows_say_their_own_row():
    dataset = load(TURNED)
    assert dataset.rows["revenue"].sum() == 1500
    issue = next(i for i in dataset.issues if i.code == "unreadable-number")
    assert (issue.column, issue.row) == ("Omsætning (tkr)", 4)
    sheet = dataset.files[0].sheets[0]
    assert (sheet.layout, [c.header for c in sheet.columns]) == ("transposed", ["Besøg", "Køb", "Omsætning (tkr)"])


@pytest.mark.parametrize("table", [CHANNELS, TURNED])
def test_it_can_be_switched_back(table):
    dataset = load(table, Settings(layouts={"": "long"}))
    assert {s.layout for f in dataset.files for s in f.sheets} == {"long"}
    assert not [i for i in dataset.issues if i.code.startswith("wide")]


def test_the_choice_of_a_layout_travels_as_json():
    settings = Settings(layouts={"Ark1": "wide"})
    assert Settings.from_json(settings.to_json()).layouts == settings.layouts
    with pytest.raises(ValueError, match="none of"):
        Settings.from_json({"layouts": {"Ark1": "sideways"}})


@pytest.mark.skipif(not SHARED.exists(), reason="the example files are not here")
@pytest.mark.parametrize(
    ("name", "layout", "touchpoints", "rows", "sums"),
    [
        (
            "robyn-dt-simulated-weekly.csv",
            "channels",
            ["tv", "ooh", "print", "facebook", "search"],
            208,
            ["tv_S ooh_S print_S facebook_S search_S", "facebook_I", "search_clicks_P"],
        ),
        ("meridian-national-media.xlsx", "channels", [f"Channel{i}" for i in range(6)], 156, None),
        ("meridian-geo-media.xlsx", "channels", [f"Channel{i}" for i in range(6)], 6240, None),
        ("pymc-mmm-example.csv", "long", [], 0, None),
        ("dk-nationalregnskab.xlsx", "long", [], 0, None),
        ("dk-indkomst-title-rows.xlsx", "long", [], 0, None),
        ("dk-ras200-title-rows.xlsx", "long", [], 0, None),
        ("dk-ejerlejligheder.xlsx", "long", [], 0, None),
    ],
)
def test_real_files(name, layout, touchpoints, rows, sums):
    books, _ = pipeline.read([(name, (SHARED / name).read_bytes())])
    dataset = pipeline.understand(books, Settings())
    sheet = dataset.files[0].sheets[0]
    assert (sheet.layout, sheet.rows_read, [t.name for t in dataset.touchpoints]) == (layout, rows, touchpoints)
    for headers, field in zip(sums or [], ("cost", "impressions", "clicks"), strict=False):
        raw = {
            c.texts[0]: c.texts[1:].astype(float).sum()
            for c in books[0].sheets[0].columns
            if c.texts[0] in headers.split()
        }
        assert dataset.rows[field].sum() == pytest.approx(sum(raw.values()), rel=1e-12)
