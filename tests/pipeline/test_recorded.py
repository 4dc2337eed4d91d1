"""Sales that are written down at some touchpoints only, or nowhere: unknown with the reason, never a result of 0."""

import pytest

from core import pipeline
from core.model import Settings
from core.story import Story, list_finding, rows_read
from core.story.gaps import gaps
from core.texts import language

HEAD = "Customer,Time,Touchpoint,Event,Amount\n"


def log(**contacts):
    """Touchpoint -> (contacts without a sale, sales)."""
    lines, customer = [], 0
    for name, (looked, bought) in contacts.items():
        for i in range(looked + bought):
            customer += 1
            what = "visit," if i < looked else "purchase,100"
            lines.append(f"K{customer % 60},2025-0{1 + customer % 6}-{1 + customer % 28:02d} 10:00,{name},{what}")
    return HEAD + "\n".join(lines) + "\n"


def _analysis(text, settings=None):
    return pipeline.analyse(pipeline.load([("t.csv", text.encode())]), settings or Settings())


def _said(result, code):
    return [language("en").say(f"issue.{i.code}", **i.values) for i in result.issues if i.code == code]


LAST_STEP = log(Website=(200, 50), Shop=(100, 40), Facebook=(220, 0), Newsletter=(150, 0), Phone=(4, 0))


def test_where_sales_stand_on_the_last_step_only_an_advertisement_is_not_said_to_convert_nobody():
    result = _analysis(LAST_STEP)
    rates = {t.name: t.kpis["conversion_rate"].value for t in result.touchpoints}
    unknown = {"Facebook": None, "Newsletter": None, "Phone": None}
    assert rates == unknown | {"Website": pytest.approx(50 / 250), "Shop": pytest.approx(40 / 140)}
    blind = {t.name for t in result.touchpoints if t.priority.verdict == "not measured"}
    assert blind >= {"Facebook", "Newsletter", "Phone"}
    facebook = next(t for t in result.touchpoints if t.name == "Facebook")
    reason = language("en").message(facebook.kpis["conversion_rate"].reason)
    assert reason == "sales are recorded at Website and Shop only"
    assert Story(result, language("en")).reason(facebook).startswith("Sales are recorded at Website and Shop only")
    assert facebook.kpis["conversion_rate"].unlock is None
    assert facebook.priority.worth is None
    assert len(_said(result, "sales-elsewhere")) == 1


def test_its_journeys_keep_their_credit():
    sales = _analysis(LAST_STEP).journeys.credits.sales
    assert min(sales["first"]["facebook"], sales["linear"]["newsletter"]) > 0
    assert sum(sales["linear"].values()) == pytest.approx(90)


def test_the_rate_of_the_business_counts_the_contacts_where_a_sale_could_be_recorded():
    rate = _analysis(LAST_STEP).kpis["conversion_rate"]
    assert (rate.numerator, rate.denominator) == (90, 390)


def test_no_filter_changes_where_sales_are_recorded():
    result = _analysis(LAST_STEP, Settings(periods=("2025-01",)))
    assert {t.kpis["conversion_rate"].value for t in result.touchpoints if t.name in ("Facebook", "Phone")} == {None}


@pytest.mark.parametrize(
    ("contacts", "rate"),
    [
        ({"Website": (200, 50), "Shop": (100, 40), "Facebook": (12, 0)}, 0.0),  # none of so few is no wonder
        ({"Website": (200, 5), "Facebook": (90, 0)}, 0.0),  # nor of many at so low a rate
        ({"Website": (200, 50), "Facebook": (219, 1)}, 1 / 220),  # one sale is recorded there
    ],
)
def test_a_few_contacts_without_a_sale_are_a_result(contacts, rate):
    result = _analysis(log(**contacts))
    assert {t.kpis["conversion_rate"].value for t in result.touchpoints if t.name == "Facebook"} == {rate}
    assert not _said(result, "sales-elsewhere")


ADS = "Channel,Date,Impressions,Clicks,Cost,Conversions,Revenue\n"
UNTRACKED = ADS + "Google Ads,2025-01-01,9000,280,231,0,0\nFacebook,2025-01-01,8000,190,150,0,0\n"


def test_clicks_that_cost_money_and_no_sale_anywhere_are_no_result_but_no_tracking():
    result = _analysis(UNTRACKED)
    for kpi in ("conversion_rate", "roas", "roi", "cost_per_conversion"):
        told = [result.kpis[kpi], *(t.kpis[kpi] for t in result.touchpoints)]
        assert {k.value for k in told} == {None}
        assert {language("en").message(k.reason) for k in told} == {"no sales recorded: is conversion tracking on?"}
    assert result.kpis["cost_per_click"].value == pytest.approx(381 / 470)
    assert {t.priority.verdict for t in result.touchpoints} == {"not measured"}
    assert len(_said(result, "sales-untracked")) == 1


@pytest.mark.parametrize(
    "text",
    [
        UNTRACKED + "Newsletter,2025-01-01,100,20,5,1,90\n",  # one sale: each other 0 is a result
        "Channel,Visits,Conversions\nWebsite,40,0\nShop,30,0\n",  # nothing is paid or clicked
        ADS + "Google Ads,2025-01-01,900,60,231,0,0\nFacebook,2025-01-01,800,90,150,0,0\n",  # so few may sell none
    ],
)
def test_other_zeros_of_a_table_stay_zeros(text):
    result = _analysis(text)
    assert 0.0 in {t.kpis["conversion_rate"].value for t in result.touchpoints}
    assert not _said(result, "sales-untracked")


def _story(text):
    return Story(_analysis(text), language("en"))


ALONE = "Touchpoint,Phase,Visits,Conversions\nWebsite,before,400,20\nShop,during,300,90\nParcel,after,,\n"


@pytest.mark.parametrize(
    ("text", "headline", "gap"),
    [
        (
            ALONE,
            "Sales are counted, but there is nothing to compare them with yet.",
            "Shop and Website have a conversion rate, but each is alone in its phase with it.",
        ),
        (
            LAST_STEP,
            "Sales are counted, but there is nothing to compare them with yet.",
            "How many convert at Facebook, Newsletter and Phone: the log records sales elsewhere.",
        ),
        (
            UNTRACKED,
            "No sales are recorded in this file.",
            "How many buy at Facebook and Google Ads: no sales are recorded.",
        ),
        (
            "Touchpoint,Cost\nWebsite,400\n",
            "Nothing here says how well a touchpoint works yet.",
            "Neither sales nor what customers think is known for Website.",
        ),
    ],
)
def test_where_nothing_can_be_judged_the_page_tells_what_is_known_all_the_same(text, headline, gap):
    story = _story(text)
    assert story.headline() == headline
    assert gap in gaps(story)


def test_a_rate_without_another_beside_it_is_not_called_unmeasured():
    story = _story(ALONE)
    words, alone = {t.name: story.verdict_word(t) for t in story.visible}, "Nothing to compare with"
    assert words == {"Website": alone, "Shop": alone, "Parcel": "Cannot be judged"}


def test_the_list_tells_apart_what_is_not_measured_and_what_cannot_be_compared():
    told = list_finding(_story(ALONE.replace("Parcel,after,,", "Parcel,before,300,9") + "Returns,after,,\n"))
    assert "Shop has nothing in its phase to be compared with." in told
    assert "Returns cannot be judged." in told


def test_rows_that_name_no_touchpoint_are_counted_at_the_foot():
    nameless = LAST_STEP + "".join(f"K1,2025-01-{day:02d} 10:00,,visit,\n" for day in range(1, 8))
    assert rows_read(_story(nameless)) == "771 rows read. 7 of them name no touchpoint."
    assert rows_read(_story(LAST_STEP)) == "764 rows read."
