"""Every page without a browser: nothing uploaded, a sample, odd files, three languages."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import pipeline
from core.model import Correction, Settings
from core.model.settings import mapping_key
from core.tables import table
from core.texts import LANGUAGES, language
from core.ui.data.classes import answered, card, corrected

ROOT = Path(__file__).parents[2]
PAGES = ("pages/data.py", "pages/method.py", "pages/compare.py")
SAMPLES = ("dansk-webshop", "svensk-b2b", "english-clinic")
MINUTE = 60


def start(code: str = "en", sample: str | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=MINUTE)
    app.query_params["lang"] = code
    if sample:
        app.query_params["sample"] = sample
    return app.run()


def upload(app: AppTest, name: str, text: str) -> AppTest:
    app.file_uploader[0].upload(name, text.encode("utf-8"), "text/csv")
    return app.run()


def html(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def words(app: AppTest) -> str:
    return " ".join(
        [html(app), *(str(m.value) for m in app.markdown), *(s.value for s in [*app.header, *app.subheader])]
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_start_page_speaks_every_language(code):
    app = start(code)
    assert not app.exception
    assert language(code).say("start.title") in html(app)
    assert len(app.button) == len(SAMPLES)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_without_data_is_kind(page, code):
    app = start(code).switch_page(page).run()
    assert not app.exception
    assert words(app)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_fills_every_page(sample, code):
    app = start(code, sample)
    assert not app.exception
    assert words(app).count("kp-value") >= 3
    assert len(app.get("vega_lite_chart")) >= 3
    for page in PAGES:
        app.switch_page(page).run()
        assert not app.exception
        assert len(app.dataframe) >= 1 or language(code).say("method.kpis-title") in words(app)
    assert len(app.get("vega_lite_chart")) >= 3


ODD_FILES = {
    "one row": "Touchpoint,Visits,Orders\nNewsletter,100,4\n",
    "names only": "Touchpoint\nNewsletter\nShop\n",
    "two answers": "Touchpoint,Satisfaction,Responses\nNewsletter,50%,2\n",
    "more orders than visits": "Touchpoint,Visits,Orders\nNewsletter,100,140\nShop,50,5\n",
    "zero visits": "Touchpoint,Visits,Orders\nNewsletter,0,0\nShop,50,5\n",
    "no touchpoint": "Year,Population\n2020,100\n2021,101\n",
    "a header alone": "Touchpoint,Visits,Orders\n",
    "negative revenue": "Touchpoint,Visits,Orders,Revenue\nNewsletter,100,4,-500\nShop,50,5,100\n",
}


@pytest.mark.parametrize("name", ODD_FILES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_an_odd_file_never_breaks_a_page(name, code):
    app = upload(start(code), "odd.csv", ODD_FILES[name])
    assert not app.exception
    assert not app.error
    assert "odd.csv" in html(app)
    for page in PAGES:
        app.switch_page(page).run()
        assert not app.exception


def test_an_empty_file_is_refused_kindly():
    app = upload(start("da"), "tom.csv", "")
    assert not app.exception
    assert len(app.error) == 1
    assert "tom" in app.error[0].value


def test_a_correction_changes_the_class_and_is_counted():
    app = upload(start(), "own.csv", "Touchpoint,Visits,Orders\nZzyx,100,4\nNewsletter,200,9\n")
    assert "1 without a full place" in html(app)
    app.session_state["settings"] = Settings(corrections={"zzyx": Correction(phase="post", stage="loyalty")})
    app.run()
    assert not app.exception
    assert "1 placed by you" in html(app)
    assert "1 without a full place" not in html(app)


def test_two_files_without_sheet_names_stand_side_by_side():
    app = start()
    for name in ("a.csv", "b.csv"):
        app.file_uploader[0].upload(name, b"Touchpoint,Visits,Orders\nNewsletter,100,4\n", "text/csv")
    app.run()
    app.switch_page("pages/data.py").run()
    assert not app.exception
    assert [expander.label.split(" ")[0] for expander in app.expander] == ["**a\\.csv**", "**b\\.csv**"]


def test_filtered_to_nothing_says_so_and_keeps_the_filters():
    rows = "Touchpoint,Month,Segment,Visits,Orders\nShop,2025-01-01,A,100,4\nShop,2025-02-01,B,100,4\n"
    app = upload(start(), "own.csv", rows)
    chosen = app.session_state["settings"]
    app.session_state["settings"] = replace(chosen, periods=("2025-01",), segments=("B",))
    app.run()
    assert not app.exception
    assert language("en").say("verdict.hidden") in html(app)
    assert len(app.multiselect) >= 2


@pytest.mark.parametrize(("code", "step"), [("en", None), ("da", None), ("sv", None), ("da", 1), ("sv", 5), ("en", 7)])
def test_filters_that_leave_nothing_are_named_and_one_click_shows_everything(code, step):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=MINUTE)
    link = {"lang": code, "sample": "dansk-webshop", "phases": "pre", "settings": "both"}
    for name, value in {**link, **({"view": "meeting", "step": str(step)} if step else {})}.items():
        app.query_params[name] = value
    app.run()
    say = language(code).say
    assert not app.exception
    assert say("hidden.choice", filter=say("show.filter-phases"), values=(say("phase.pre").lower(),)) in html(app)
    assert not app.get("vega_lite_chart")
    assert say("gaps.title") not in html(app)  # the whole file does not need the columns that a hidden part lacks
    next(b for b in app.button if b.key == "_show-all").click().run()
    assert not app.exception
    assert say("verdict.hidden") not in html(app)


PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "sample", "unfolded"), [("", SAMPLES[0], 3), (PHONE, SAMPLES[0], 0), (PHONE, SAMPLES[2], 1)]
)
def test_on_a_phone_several_sheets_stand_folded(monkeypatch, agent, sample, unfolded):
    monkeypatch.setattr("core.ui.visit.session.on_phone", lambda: "Mobi" in agent)
    app = start("en", sample).switch_page("pages/data.py").run()
    assert not app.exception
    assert sum(expander.proto.expanded for expander in app.expander if "rows read" in expander.label) == unfolded


@pytest.mark.parametrize("name", ["one row", "two answers", "names only"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_where_nothing_is_compared_nothing_is_weighed(name, code):
    app = upload(start(code), "odd.csv", ODD_FILES[name])
    assert not app.get("button_group") or all(group.key != "_preset" for group in app.get("button_group"))
    assert "importance" not in " ".join(str(chart.proto.id) for chart in app.get("vega_lite_chart"))
    assert language(code).say("list.empty") not in words(app) + " ".join(c.value for c in app.caption)


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        (Correction(), {"stage": "loyalty"}, Correction("post", "loyalty")),
        (Correction(), {"phase": "pre"}, Correction("pre")),
        (Correction("post", "loyalty"), {"phase": "during"}, Correction("during")),
        (Correction("post", "loyalty"), {"setting": "both"}, Correction("post", "loyalty", "both")),
        (Correction(setting="online"), {"stage": "purchase"}, Correction("during", "purchase", "online")),
    ],
)
def test_an_edit_takes_phase_and_stage_along(before, edits, after):
    assert corrected(before, edits) == after


def test_a_fault_of_ours_is_one_kind_sentence_and_logs_no_content(monkeypatch, caplog):
    def fault(*_, **__):
        raise RuntimeError("Nyhedsbrev til hemmelig kunde")

    app = start("da")
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "understand", fault)
        upload(app, "own.csv", "Touchpoint,Visits,Orders\nNewsletter,100,4\n")
        assert not app.exception
        assert "hændelse" in app.error[0].value
    assert "RuntimeError" in caplog.text
    assert "hemmelig" not in caplog.text
    upload(app, "own.csv", "Touchpoint,Visits,Orders\nNewsletter,100,4\n")
    assert not app.error


TWO_WAYS = """Touchpoint;Date;Visits;Satisfaction;Responses;Weather
Newsletter;03/04/2025;100;1.234;50;sun
Shop;05/06/2025;200;1.500;60;rain
"""


def data_page(app: AppTest) -> AppTest:
    return app.switch_page("pages/data.py").run()


def press(app: AppTest, part: str) -> AppTest:
    next(b for b in app.button if part in b.label.replace("\\", "")).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("answer", "setting", "value"),
    [
        ("1.234 is 1\u00a0234", "decimal_marks", {"Satisfaction": ","}),
        ("1.234 is about 1.23", "decimal_marks", {"Satisfaction": "."}),
        ("03/04/2025 is 3 April 2025", "day_first", {"Date": True}),
        ("03/04/2025 is 4 March 2025", "day_first", {"Date": False}),
    ],
)
def test_what_can_be_read_two_ways_is_answered_with_a_click_and_taken_back(answer, setting, value):
    app = press(data_page(upload(start(), "own.csv", TWO_WAYS)), answer)
    chosen = app.session_state["settings"]
    assert getattr(chosen, setting) == {mapping_key("own.csv", ""): value}
    press(app, language("en").say("ask.take-back"))
    assert getattr(app.session_state["settings"], setting) == {}


@pytest.mark.parametrize(
    ("label", "choice", "setting", "value"),
    [
        ("use", "skip", "sheets", "skip"),
        ("header", "2", "header_rows", 2),
        ("grain", "responses", "grains", "responses"),
    ],
)
def test_a_choice_about_a_sheet_takes_effect_and_is_taken_back(label, choice, setting, value):
    app = data_page(upload(start(), "own.csv", TWO_WAYS))
    name = language("en").say(f"sheet.{label}-label")
    box = next(b for b in app.selectbox if b.label == f"{name} (as we read it)")
    box.set_value(choice).run()
    assert not app.exception
    assert getattr(app.session_state["settings"], setting) == {mapping_key("own.csv", ""): value}
    box = next(b for b in app.selectbox if b.label == name)
    assert box.value == choice
    box.set_value("").run()
    assert getattr(app.session_state["settings"], setting) == {}


QUARTERS = "Regnskabsår;Kanal;Besøg\nQ1 FY25;Butik;5\nQ2 FY25;Butik;7\nQ1 FY25;Web;9\n"
LEDGER = "Dato;Kanal;Beløb\n13-01-2025;Web;-5\n14-01-2025;Butik;-9\n15-01-2025;Web;-4\n16-01-2025;Web;7\n"


def test_the_month_of_a_financial_year_is_chosen_and_taken_back():
    app, label = data_page(upload(start(), "own.csv", QUARTERS)), language("en").say("year-start.label")
    for choice, chosen in ((7, 7), (0, None)):
        next(box for box in app.selectbox if box.label == label).set_value(choice).run()
        assert not app.exception
        assert app.session_state["settings"].year_start == chosen


def test_a_file_without_financial_years_does_not_ask_for_their_month():
    app, label = data_page(upload(start(), "own.csv", TWO_WAYS)), language("en").say("year-start.label")
    assert label not in [box.label for box in app.selectbox]


def test_what_the_amounts_of_a_ledger_mean_is_asked_where_nothing_says_it():
    app, label = data_page(upload(start(), "own.csv", LEDGER)), language("en").say("sheet.bookings-label")
    next(box for box in app.selectbox if box.label.startswith(label)).set_value("credit").run()
    assert not app.exception
    assert app.session_state["settings"].bookings == {mapping_key("own.csv", ""): "credit"}


LOG_OF_EVENTS = """Customer ID,Time,Touchpoint,Event
C1,2025-03-01 10:00,Newsletter,visit
C1,2025-03-02 11:00,Shop,purchase
C2,2025-03-03 10:00,Newsletter,visit
C2,2025-03-05 12:00,Shop,visit
C3,2025-03-06 12:00,Shop,purchase
"""


def test_events_and_names_alike_are_offered_where_there_are_some(monkeypatch):
    app = start()
    understand = pipeline.understand

    def with_offers(*given, **more):
        return replace(understand(*given, **more), alike=(("Shop", "The Shop"),))

    monkeypatch.setattr(pipeline, "understand", with_offers)
    data_page(upload(app, "events.csv", LOG_OF_EVENTS))
    assert not app.exception
    (pills,) = app.pills
    shown = [option.replace("\\", "") for option in pills.options]
    assert (shown, pills.value) == (["visit (3)", "purchase (2)"], ["purchase"])
    pills.set_value(["visit"]).run()
    assert app.session_state["settings"].sale_events == ("visit",)
    press(app, language("en").say("ask.yes"))
    assert app.session_state["settings"].merges == {"the shop": "shop"}
    press(app, language("en").say("ask.part"))
    assert app.session_state["settings"].merges == {}
    press(app, language("en").say("ask.no"))
    assert app.session_state["settings"].apart == (("shop", "the shop"),)
    press(app, language("en").say("ask.again"))
    assert app.session_state["settings"].apart == ()


CARD_ANSWERS = [
    ({"row": 0, "side": "stage", "value": "loyalty"}, ("kassen", "stage", "loyalty")),
    ({"row": 1, "side": "setting", "value": "offline"}, ("mail", "setting", "offline")),
    ({"row": 2, "side": "setting", "value": "offline"}, None),
    ({"row": -1, "side": "setting", "value": "offline"}, None),
    ({"row": 0, "side": "phase", "value": "pre"}, None),
    ({"row": 0, "side": "stage", "value": "online"}, None),
    ({"row": "0", "side": "stage", "value": "loyalty"}, None),
]


@pytest.mark.parametrize(("answer", "understood"), CARD_ANSWERS)
def test_a_card_of_the_classes_takes_honest_answers_only(answer, understood):
    assert answered(answer, ("kassen", "mail")) == understood


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_card_holds_all_that_the_table_of_classes_says(code):
    found = pipeline.load([("own.csv", b"Touchpoint,Visits\nCheckout,4000\nNewsletter,900\n")])
    shown = card(pipeline.analyse(found, Settings()).touchpoints[0], language(code))
    assert shown["name"] == "Checkout"
    assert shown["stage"] == "purchase"
    assert shown["setting"] == "online"
    assert shown["why"] == language(code).say("data.rule-known")
    assert shown["sure"].startswith("●●")


@pytest.mark.parametrize(("narrow", "drawn", "not_drawn"), [(True, "narrow", "wide"), (False, "wide", "narrow")])
def test_a_picture_comes_in_the_composition_that_fits_the_window(narrow, drawn, not_drawn):
    app = start("en")
    app.session_state["narrow"] = narrow
    app.query_params["sample"] = "dansk-webshop"
    charts = " ".join(str(chart.proto.id) for chart in app.run().get("vega_lite_chart"))
    assert f"_chart-journey-{drawn}" in charts
    assert f"_chart-journey-{not_drawn}" not in charts


def pieces(block) -> int:
    """What a block of the page consists of, in elements of Streamlit's."""
    return sum(1 + (pieces(child) if hasattr(child, "children") else 0) for child in block.children.values())


def test_the_dashboard_is_made_of_few_pieces():
    """Each is sent with each run and drawn anew by the browser at each click, wherever it was."""
    assert pieces(start(sample="dansk-webshop").main) <= 40


@pytest.mark.parametrize(("clicks", "engagements", "shown"), [("40,60", "40,60", 1), ("40,60", "90,80", 2)])
def test_what_counts_the_same_has_one_card(clicks, engagements, shown):
    ads = zip(("Google Ads", "Facebook"), clicks.split(","), engagements.split(","), strict=True)
    rows = "".join(f"{name},4000,{clicked},{engaged},100\n" for name, clicked, engaged in ads)
    app = upload(start(), "ads.csv", "Touchpoint,Impressions,Clicks,Engagements,Cost\n" + rows)
    labels = [language("en").label(table("kpis")[kpi]) for kpi in ("click_through_rate", "engagement_rate")]
    assert [label in html(app) for label in labels] == [True, shown == 2]
