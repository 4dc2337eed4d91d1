"""Several files, one mapping each; names that stand in two phases; filters that only hide."""

import pytest

from core import pipeline
from core.model import Settings
from core.model.settings import mapping_key

A = ("a.csv", b"Touchpoint,Visits,Orders\nNewsletter,100,4\n")
B = ("b.csv", b"Touchpoint,Visits,Orders\nShop,50,5\n")


def test_a_mapping_holds_for_its_own_file_only():
    settings = Settings(mapping={mapping_key("a.csv", ""): {"Visits": "ignore"}})
    dataset = pipeline.load([A, B], settings)
    fields = {f.name: [c.field for c in f.sheets[0].columns] for f in dataset.files}
    assert fields == {"a.csv": ["touchpoint", "ignore", "orders"], "b.csv": ["touchpoint", "visits", "orders"]}


def test_one_name_in_two_phases_is_told_apart():
    table = b"Touchpoint,Phase,Visits,Orders\nPhone,Before purchase,100,4\nPhone,After purchase,50,5\n"
    result = pipeline.analyse(pipeline.load([("t.csv", table)]), Settings())
    assert sorted(t.name for t in result.touchpoints) == ["Phone (After purchase)", "Phone (Before purchase)"]


@pytest.mark.parametrize("wished", ["online", "offline"])
def test_a_setting_filter_shows_what_is_both(wished):
    table = b"Touchpoint,Setting,Visits,Orders\nPhone,both,100,4\nShop,offline,50,5\nWeb,online,90,5\n"
    result = pipeline.analyse(pipeline.load([("t.csv", table)]), Settings(settings=(wished,)))
    shown = {t.placement.setting for t in result.touchpoints if not t.hidden}
    assert shown == {wished, "both"}


def test_a_filter_that_hides_makes_no_blind_spot():
    dataset = pipeline.load([A, B])
    everything = pipeline.analyse(dataset, Settings()).coverage
    assert pipeline.analyse(dataset, Settings(phases=("post",))).coverage == everything


AMBIGUOUS = b"Touchpoint;Visits;Orders;Satisfaction;Date\nNewsletter;100;4;1.234;03/04/2025\n"


@pytest.mark.parametrize(
    ("choice", "value", "shown"),
    [
        ("mapping", {"Visits": "clicks"}, lambda sheet, _: sheet.columns[1].field),
        ("decimal_marks", {"Satisfaction": ","}, lambda sheet, _: sheet.columns[3].decimal),
        ("day_first", {"Date": False}, lambda sheet, _: sheet.columns[4].day_first),
        ("header_rows", 2, lambda sheet, _: sheet.header_row),
        ("sheets", "skip", lambda sheet, _: sheet.grain),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_choice_for_one_of_two_sheets_without_a_name_leaves_the_other_alone(choice, value, shown, first):
    files = [("a.csv", AMBIGUOUS), ("b.csv", AMBIGUOUS + b"Shop;90;5;1.250;04/04/2025\n")]
    before = [shown(f.sheets[0], f.name) for f in pipeline.load(files).files]
    changed = "a.csv" if first else "b.csv"
    dataset = pipeline.load(files, Settings(**{choice: {mapping_key(changed, ""): value}}))
    after = {f.name: shown(f.sheets[0], f.name) for f in dataset.files}
    assert after.pop(changed) != before[0]
    assert list(after.values()) == before[1:]


def test_a_grain_holds_for_its_own_file_only():
    log = b"Customer ID,Date,Channel\nC1,2025-05-01,Mail\nC2,2025-05-02,Shop\nC1,2025-05-03,Shop\n"
    files = [("a.csv", log), ("b.csv", log + b"C3,2025-05-04,Mail\n")]
    dataset = pipeline.load(files, Settings(grains={mapping_key("a.csv", ""): "touchpoints"}))
    assert [f.sheets[0].grain for f in dataset.files] == ["touchpoints", "interactions"]
    assert (len(dataset.rows), len(dataset.interactions)) == (3, 4)
