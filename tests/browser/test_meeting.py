"""The meeting view and links, in a real browser: the story by keyboard, a reload, a stranger's link."""

import pytest

from tests.browser.conftest import quiet
from tests.browser.test_story import OWN_ROWS, headline, upload, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def press(watched, key: str) -> None:
    watched.page.keyboard.press(key)
    watched.page.wait_for_timeout(300)
    quiet(watched.page)


@pytest.mark.parametrize(
    ("width", "scheme", "code"), [(1440, "light", "en"), (390, "dark", "da"), (1920, "dark", "sv")]
)
def test_the_story_by_keyboard(visit, width, scheme, code):
    watched = visit(width=width, scheme=scheme).open(f"/?sample=dansk-webshop&view=meeting&lang={code}")
    told = [headline(watched)]
    for key in (*("ArrowRight", "PageDown", "ArrowRight", "ArrowRight", "PageDown", "PageDown"), "ArrowRight"):
        press(watched, key)
        told.append(headline(watched))
        watched.check()
    assert len(set(told)) == 8
    assert "step=8" in watched.page.url
    press(watched, "ArrowRight")  # there is no ninth
    assert headline(watched) == told[-1]
    press(watched, "Home")
    assert headline(watched) == told[0]
    assert watched.page.locator('[data-testid="stFileUploader"], [data-testid="stPageLink"]').count() == 0
    press(watched, "Escape")
    assert "view=" not in watched.page.url
    watched.check()


def test_keys_typed_at_the_last_step_lead_nowhere(visit):
    watched = visit().open("/?sample=dansk-webshop&view=meeting&step=8")
    who = watched.page.locator(".st-key-agreed input").first
    who.fill("Anne")
    for key in ("ArrowLeft", "Home", "PageUp", "Enter"):
        press(watched, key)
    assert "step=8" in watched.page.url
    assert "Anne" not in watched.page.url
    day = watched.page.locator('.st-key-agreed [role="spinbutton"]').first
    day.click()
    for key in ("ArrowLeft", "ArrowUp", "Escape"):
        press(watched, key)
    assert "step=8" in watched.page.url
    watched.page.locator("h1").click()
    press(watched, "ArrowLeft")
    press(watched, "ArrowRight")
    assert watched.page.locator(".st-key-agreed input").first.input_value() == "Anne"
    watched.check()


SCREENS = [
    (1440, 900, "dansk-webshop", "da"),
    (1920, 1080, "svensk-b2b", "sv"),
    (1280, 720, "english-clinic", "en"),
    (1366, 650, "svensk-b2b", "da"),
    (1024, 768, "dansk-webshop", "sv"),
]


@pytest.mark.parametrize(("width", "height", "sample", "code"), SCREENS)
def test_a_step_fits_the_screen(visit, width, height, sample, code):
    watched = visit(width=width)
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.open(f"/?sample={sample}&view=meeting&lang={code}")
    for _ in range(8):
        watched.page.wait_for_function(
            "() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight <= innerHeight"
        )
        watched.check()
        press(watched, "ArrowRight")
    assert "step=8" in watched.page.url


def test_weights_move_while_everybody_looks(visit):
    watched = visit().open("/?sample=svensk-b2b&view=meeting&step=4")
    watched.page.locator(".st-key-presets input").nth(3).click()
    quiet(watched.page)
    assert "preset=quick-wins" in watched.page.url
    assert watched.page.locator(".st-key-meeting").count() == 1
    watched.check()


def test_a_reload_shows_the_same(visit):
    link = "/?sample=svensk-b2b&lang=da&phases=post&open=fakturering&preset=loyalty"
    watched = visit().open(link)
    before = headline(watched), watched.page.locator(".kp-detail h2").inner_text(), watched.page.url
    assert before[1] == "Fakturering"
    watched.page.reload()
    quiet(watched.page)
    assert (headline(watched), watched.page.locator(".kp-detail h2").inner_text(), watched.page.url) == before
    watched.check()


def test_an_own_file_leaves_no_word_in_the_link_and_is_gone_after_a_reload(visit):
    watched, book = visit(locale="da-DK").open(), workbook(OWN_ROWS)
    upload(watched, "kunder.xlsx", book)
    watched.page.locator("button.open").first.click()
    quiet(watched.page)
    opened = watched.page.locator(".kp-detail h2").inner_text()
    assert opened.lower() not in watched.page.url.lower()
    assert "own=1" in watched.page.url
    watched.page.reload()
    quiet(watched.page)
    assert watched.page.locator('[data-testid="stAlert"]').count() == 1
    upload(watched, "kunder.xlsx", book)
    assert watched.page.locator(".kp-detail h2").inner_text() == opened
    watched.check()


@pytest.mark.parametrize(
    "link",
    [
        "/?sample=nobody&view=meeting",
        "/?sample=dansk-webshop&step=99&view=meeting",
        "/?sample=dansk-webshop&phases=%3Cscript%3E&open=../../etc&weights=ease:nan,impact:1e99&periods=~~&lang=xx",
        "/?own=1&open=abcdefgh&view=meeting",
        "/data?sample=dansk-webshop&view=meeting",
    ],
)
def test_a_strangers_link_breaks_nothing(visit, link):
    visit().open(link).check()
