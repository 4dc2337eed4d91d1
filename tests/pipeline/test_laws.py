"""What holds for every file, whatever stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import pipeline
from core.model import Settings

NAMES = ["Newsletter", "Checkout", "Shop floor", "Phone support", "Trade fair", "Invoice", "Zzyx", "Google Ads"]
ROW = st.tuples(
    st.sampled_from(NAMES),
    st.integers(1, 12),
    st.integers(0, 5000),
    st.integers(0, 400),
    st.integers(0, 90_000),
)
TABLES = st.lists(ROW, min_size=1, max_size=24)
LAW = settings(max_examples=15)


def analysis(rows, choices=None):
    lines = ["Touchpoint,Month,Visits,Orders,Revenue"]
    lines += [
        f"{name},2025-{month:02d}-01,{visits},{orders},{revenue}" for name, month, visits, orders, revenue in rows
    ]
    chosen = choices or Settings()
    return pipeline.analyse(pipeline.load([("t.csv", "\n".join(lines).encode())], chosen), chosen)


def numbers(result):
    ranks = {t.key: (t.priority.rank, t.priority.score) for t in result.touchpoints if t.priority}
    values = {k.id: k.value for k in result.kpis.values()}
    return values, ranks, result.verdict


@LAW
@given(TABLES, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows, dice):
    shuffled = sorted(rows, key=lambda _: dice.random())
    one, other = numbers(analysis(rows)), numbers(analysis(shuffled))
    assert one[0] == pytest.approx(other[0], nan_ok=True)
    assert one[2].word == other[2].word
    assert set(one[2].keys) == set(other[2].keys)
    for key, (place, score) in one[1].items():
        assert other[1][key][0] == place
        assert other[1][key][1] == pytest.approx(score)


@LAW
@given(TABLES)
def test_ratios_of_groups_are_sum_over_sum(rows):
    result = analysis(rows)
    for phase, ledger in result.groups["phase"].items():
        keys = {t.key for t in result.touchpoints if t.placement.phase == phase}
        mine = [r for r in rows if r[0].casefold() in keys]
        visits, orders = sum(r[2] for r in mine), sum(r[3] for r in mine)
        rate = ledger["conversion_rate"]
        if rate.value is not None:
            assert rate.value == pytest.approx(orders / visits)
        else:
            assert visits == 0 or orders > visits


@LAW
@given(TABLES)
def test_scores_share_out_a_hundred_and_probabilities_are_probabilities(rows):
    ranked = [t.priority for t in analysis(rows).touchpoints if t.priority and t.priority.rank]
    total = sum(p.score for p in ranked)
    assert total == pytest.approx(100) or total == 0
    for p in ranked:
        assert 0 <= p.p_first <= 1
        assert p.p_first <= p.p_top3 + 1e-9
        assert p.rank_low <= p.rank_high


@LAW
@given(TABLES, st.sampled_from(["pre", "during", "post"]))
def test_a_phase_filter_hides_and_recomputes_no_rank(rows, phase):
    everything, filtered = analysis(rows), analysis(rows, Settings(phases=(phase,)))
    assert {t.key: t.priority for t in everything.touchpoints} == {t.key: t.priority for t in filtered.touchpoints}
    assert all(t.hidden == (t.placement.phase != phase) for t in filtered.touchpoints)


@LAW
@given(TABLES)
def test_a_period_filter_is_the_file_with_those_rows_alone(rows):
    months = sorted({r[1] for r in rows})
    wished = f"2025-{months[0]:02d}"
    filtered = analysis(rows, Settings(periods=(wished,)))
    if wished not in filtered.all_periods:
        return
    alone = [r for r in rows if r[1] == months[0]]
    assert filtered.kpis["conversion_rate"].denominator == analysis(alone).kpis["conversion_rate"].denominator


def test_a_refused_file_beside_a_good_one_is_an_issue():
    good = ("t.csv", b"Touchpoint,Visits,Orders\nNewsletter,100,4\n")
    dataset = pipeline.load([("picture.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99), good])
    assert [i.code for i in dataset.issues if i.severity == "error"] == ["file-refused"]
    assert len(dataset.touchpoints) == 1
