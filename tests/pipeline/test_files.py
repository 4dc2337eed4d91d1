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


def test_a_grain_holds_for_its_own_file_only():
    log = b"Customer ID,Date,Channel\nC1,2025-05-01,Mail\nC2,2025-05-02,Shop\nC1,2025-05-03,Shop\n"
    files = [("a.csv", log), ("b.csv", log + b"C3,2025-05-04,Mail\n")]
    dataset = pipeline.load(files, Settings(grains={mapping_key("a.csv", ""): "touchpoints"}))
    assert [f.sheets[0].grain for f in dataset.files] == ["touchpoints", "interactions"]
    assert (len(dataset.rows), len(dataset.interactions)) == (3, 4)
