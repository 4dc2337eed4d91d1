"""A readable file without touchpoints: why comes first, what else was read is folded away."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.model import Issue
from core.texts import language
from core.ui.dashboard.nothing import parted

ROOT = Path(__file__).parents[2]
ORDERS = (
    "Order ID,Order date,Customer email,Item,Quantity,Unit price\n"
    "1001,2025-05-01,a@example.com,Cup,2,120.00\n"
    "1001,2025-05-01,a@example.com,Plate,1,340.00\n"
    "1002,2025-05-02,b@example.com,Cup,1,120.00\n"
    "1003,2025-05-13,a@example.com,Vase,1,560.00\n"
)
TILL = (
    "Dato;Omsætning;Antal bonner;Kontant;MobilePay\n"
    "01-05-2025;900,50;87;200,00;700,50\n"
    "02-05-2025;870,00;65;500,00;370,00\n"
)


def opened(content: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    app.file_uploader[0].upload("own.csv", content.encode(), "text/csv")
    app.run()
    assert not app.exception
    return app


def test_why_stands_first_and_the_gravest_of_the_rest_next():
    codes = ["wide-asks", "order-lines", "day-first", "no-touchpoints"]
    issues = [Issue("warning" if code == "day-first" else "info", code) for code in codes]
    why, rest = parted(issues)
    assert [i.code for i in why] == ["no-touchpoints", "wide-asks"]
    assert [i.code for i in rest] == ["day-first", "order-lines"]


@pytest.mark.parametrize(
    ("content", "said", "cards"),
    [(ORDERS, "The file lists 3 orders but no touchpoint", True), (TILL, "No column names them", False)],
)
def test_the_page_says_why_offers_the_template_and_shows_what_is_known(content, said, cards):
    app = opened(content)
    page = " ".join(str(element.proto.body) for element in app.get("html"))
    assert said in page
    assert ("<div class='kp-cards" in page) == cards
    assert language("en").say("page.template-instead") in page
    assert [box.key for box in app.selectbox if box.key == "_trade"] == ["_trade"]


def test_what_else_was_read_is_folded_away():
    (fold,) = opened(ORDERS).expander
    told = " ".join(str(line.value) for line in fold.markdown)
    assert "Unit price times Quantity" in told
    assert "but no touchpoint" not in told
