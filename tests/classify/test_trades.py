"""What names mean in a trade, and words of the web beside words of the shop."""

import pytest

from core import pipeline
from core.classify import classify, settled_by
from core.model import Settings

RESTAURANT = (
    "Touchpoint,Rating,Answers\nOnline booking,3.4,90\nPhone booking,4.5,80\nBordbestilling,4.1,70\nMenu card,3.9,60\n"
)


def _placed(text, **choices):
    result = pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings(**choices))
    return {t.name: t.placement for t in result.touchpoints}


@pytest.mark.parametrize("industry", ["restaurant", "clinic"])
def test_a_table_or_a_treatment_is_booked_before_the_visit(industry):
    placed = _placed(RESTAURANT, industry=industry)
    booked = [placed[name] for name in ("Online booking", "Phone booking", "Bordbestilling")]
    assert {(p.phase, p.stage, settled_by(p)) for p in booked} == {("pre", "consideration", "guess")}
    assert [p.setting for p in booked] == ["online", "offline", "both"]
    assert placed["Menu card"].phase == "during"


@pytest.mark.parametrize("industry", ["shop", "services"])
def test_elsewhere_a_booking_is_the_purchase(industry):
    placed = _placed(RESTAURANT, industry=industry)
    assert placed["Online booking"].phase == "during"
    assert settled_by(placed["Online booking"]) == "lexicon"


def test_what_the_file_says_of_a_booking_stays():
    text = "Touchpoint,Phase,Rating,Answers\nOnline booking,during,3.4,90\nMenu card,during,3.9,60\n"
    placed = _placed(text, industry="restaurant")["Online booking"]
    assert (placed.phase, placed.rule.source) == ("during", "file")


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("Kassen på webshoppen", "online"),
        ("Webshoppens kasse", "online"),
        ("Kassen på hjemmesiden", "online"),
        ("Kassa i webbutiken", "online"),
        ("Kassan på hemsidan", "online"),
        ("Till in the web shop", "online"),
        ("Kassen i butikken", "offline"),
        ("Kassan", "offline"),
        ("Till", "offline"),
    ],
)
def test_a_till_of_the_web_shop_is_online(name, setting):
    placed = classify(name)
    assert (placed.phase, placed.setting) == ("during", setting)


TICKETS = "id,created_at,via_channel,status,requester\n" + "".join(
    f"{i},2025-01-{1 + i % 28:02d},{('email', 'web', 'phone')[i % 3]},{'solved' if i % 4 else 'open'},K{i}\n"
    for i in range(60)
)


def test_the_channels_of_a_log_of_tickets_come_after_the_purchase():
    placed = _placed(TICKETS)
    assert set(placed) == {"email", "web", "phone"}
    assert {(p.phase, p.stage, settled_by(p)) for p in placed.values()} == {("post", "satisfaction", "guess")}
    assert all("pre" in p.also for p in placed.values())


def test_other_logs_and_tables_leave_them_where_their_names_put_them():
    visits = TICKETS.replace("status", "page").replace("solved", "a").replace("open", "b")
    assert {p.phase for p in _placed(visits).values()} == {"pre"}
    table = pipeline.load([("t.csv", TICKETS.encode()), ("u.csv", b"Touchpoint,Visits,Orders\nemail,90,9\nweb,80,7\n")])
    both = {t.name: t.placement.phase for t in pipeline.analyse(table, Settings()).touchpoints}
    assert both == {"email": "pre", "web": "pre", "phone": "post"}
