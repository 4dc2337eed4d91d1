"""What a phone must show whole: the menu in one row, the classes as cards, the first look by keyboard."""

from itertools import pairwise

import pytest

from tests.browser.conftest import quiet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
BOXES = """() => [...document.querySelectorAll('.kp-menu a')].map(a => {
  const box = a.getBoundingClientRect(); return [Math.round(box.top), box.left, box.right] })"""
SAMPLES = {"da": "dansk-webshop", "sv": "svensk-b2b", "en": "english-clinic"}


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize("code", SAMPLES)
def test_the_menu_is_one_row_on_a_phone(visit, width, code):
    watched = visit(width=width).open(f"/?sample=dansk-webshop&lang={code}")
    boxes = watched.page.evaluate(BOXES)
    assert len(boxes) == 6
    assert len({top for top, _, _ in boxes}) == 1
    assert all(0 <= left < right <= width for _, left, right in boxes)
    assert all(one[2] <= other[1] + 0.5 for one, other in pairwise(boxes))
    watched.check()


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize("code", SAMPLES)
def test_what_can_be_done_with_the_file_is_one_row_on_a_phone(visit, width, code):
    watched = visit(width=width).open(f"/?sample=dansk-webshop&lang={code}")
    boxes = watched.page.evaluate(BOXES.replace(".kp-menu a", ".st-key-bar button"))
    assert len(boxes) == 4
    assert len({top for top, _, _ in boxes}) == 1
    assert all(0 <= left < right <= width for _, left, right in boxes)
    watched.check()


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Mobile Safari/537.36", None])
def test_several_sheets_stand_folded_on_a_phone(browser, server, agent):
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=agent)
    page = context.new_page()
    page.goto(f"{server}/data?sample=dansk-webshop&lang=en")
    quiet(page)
    assert page.locator("details[open]", has_text="rows read").count() == (0 if agent else 3)
    context.close()


@pytest.mark.parametrize("width", [360, 390])
def test_the_classes_are_cards_that_nothing_cuts(visit, width):
    watched = visit(width=width, locale="da-DK").open("/?sample=dansk-webshop")
    watched.page.locator('.kp-menu a[data-page="data"]').click()
    cards = watched.page.locator(".st-key-narrow-classes li")
    cards.first.wait_for()
    quiet(watched.page)
    assert cards.count() == 2
    watched.page.locator(".st-key-_all-cards label").click()
    quiet(watched.page)
    assert cards.count() == 16
    assert watched.page.locator(".st-key-wide-classes").is_hidden()
    for n in range(3):
        box = cards.nth(n).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    cards.first.locator("select").nth(1).focus()
    cards.first.locator("select").nth(1).select_option("offline")
    quiet(watched.page)
    assert cards.first.locator("select").nth(1).input_value() == "offline"
    watched.check()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_look_goes_by_keyboard_and_stays_in_view(visit, width):
    watched = visit(width=width).open("/?sample=english-clinic")
    strip = watched.page.locator(".st-key-_look")
    for step in ("1 of 4", "2 of 4", "3 of 4", "4 of 4"):
        assert step in strip.locator("p").inner_text()
        watched.page.get_by_role("button", name="Got it" if step[0] == "4" else "Next").focus()
        watched.page.keyboard.press("Enter")
        quiet(watched.page)
    assert strip.count() == 0
    watched.page.locator('.kp-menu a[data-page="method"]').click()
    watched.page.get_by_role("button", name="Show me around the dashboard again").click()
    strip.wait_for()
    quiet(watched.page)
    watched.page.locator(".kp-foot").scroll_into_view_if_needed()
    box = strip.bounding_box()
    assert 0 <= box["y"] < 200 if width > 700 else 500 < box["y"] <= 900 - box["height"]
    watched.page.get_by_role("button", name="Skip").click()
    quiet(watched.page)
    assert strip.count() == 0
    watched.check()


def test_no_first_look_in_a_meeting(visit):
    watched = visit().open("/?sample=english-clinic&view=meeting")
    assert watched.page.locator(".st-key-_look").count() == 0
    watched.check()


CUT = """() => {
  const part = '.kp-card p, .kp-card p > span, .kp-card summary'
  const room = e => e.closest('.kp-card').clientWidth + 1
  const cut = e => e.checkVisibility() && e.scrollWidth > room(e)
  return [...document.querySelectorAll(part)].filter(cut).map(e => e.innerText)
}"""


@pytest.mark.parametrize("width", [360, 390, 768, 1024])
@pytest.mark.parametrize("code", ["da", "sv"])
def test_no_key_figure_is_cut(visit, width, code):
    watched = visit(width=width).open(f"/?sample=svensk-b2b&lang={code}")
    assert watched.page.locator(".kp-card .kp-value").count() >= 5
    assert watched.page.evaluate(CUT) == []
    watched.check()


def test_a_phone_shows_findings_first_and_the_rest_at_a_touch(browser, server):
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent="Mozilla/5.0 (Linux) Mobile")
    page = context.new_page()
    page.goto(f"{server}/?sample=dansk-webshop&lang=da")
    quiet(page)
    page.get_by_role("button", name="Spring over").click()
    quiet(page)
    assert page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight") < 5000
    assert page.locator(".kp-gaps li").first.is_hidden()
    page.locator(".kp-gaps summary").click()
    assert page.locator(".kp-gaps li").first.is_visible()
    rows = page.locator("ol .row")
    assert [rows.nth(n).is_visible() for n in range(rows.count())] == [True] * 3 + [False] * 3
    page.get_by_role("button", name="Vis 3 flere").click()
    assert all(rows.nth(n).is_visible() for n in range(6))
    picture = page.locator(".st-key-_chart-importance")
    assert picture.is_hidden()
    page.locator("details.kp-fold summary").first.click()
    picture.locator("canvas, svg.marks").first.wait_for(state="visible")
    assert page.locator(".kp-fold").count() == 4
    context.close()


def test_the_first_look_covers_nothing_on_a_phone(visit):
    watched = visit(width=390).open("/?sample=dansk-webshop&lang=da")
    main = watched.page.locator('[data-testid="stMain"]').bounding_box()
    strip = watched.page.locator(".st-key-_look").bounding_box()
    assert main["y"] + main["height"] <= strip["y"] + 1
    assert strip["y"] + strip["height"] <= 900


def test_wide_screens_fold_nothing(visit):
    watched = visit().open("/?sample=dansk-webshop&lang=da")
    assert watched.page.locator(".kp-fold").first.is_hidden()
    assert watched.page.locator(".st-key-_chart-importance").is_visible()
    assert watched.page.locator(".kp-gaps li").first.is_visible()
    assert watched.page.locator("ol .row").nth(5).is_visible()


def test_a_window_that_is_made_narrow_gets_the_other_composition(visit):
    watched = visit().open("/?sample=dansk-webshop&lang=da")
    wide, narrow = (watched.page.locator(f".st-key-_chart-journey-{name}") for name in ("wide", "narrow"))
    for width, shown, gone in ((390, narrow, wide), (1440, wide, narrow)):
        watched.page.set_viewport_size({"width": width, "height": 900})
        shown.locator("canvas, svg.marks").first.wait_for()
        quiet(watched.page)
        assert gone.count() == 0
    watched.check()
