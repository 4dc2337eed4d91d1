"""The story as a person lives it, on the real server in a real browser."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.browser.conftest import ROOT, quiet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OWN_ROWS = [
    ["Kundeoversigt 2025"],
    [],
    ["Kontaktpunkt", "Måned", "Besøg", "Ordrer", "Omsætning (kr.)", "Tilfredshed", "Antal svar"],
    ["Nyhedsbrev", "jan 2025", 4200, 126, "63.000,50", "84 %", 120],
    ["Kassen på webshoppen", "jan 2025", 9800, 98, "49.000,00", "41 %", 240],
    ["Butikken i Aarhus", "jan 2025", 1500, 420, "310.000,00", "91 %", 88],
    ["Kundeservice på telefon", "jan 2025", 600, None, None, "78 %", 64],
    ["I alt", None, 16100, 644, "422.000,50", None, 512],
]


def workbook(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(watched, name: str, data: bytes) -> None:
    box = watched.page.locator('input[type="file"]').first
    box.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    watched.page.wait_for_timeout(400)
    quiet(watched.page)


def headline(watched) -> str:
    return watched.page.locator(".kp-verdict").inner_text()


def names_in_list(watched) -> list[str]:
    return watched.page.locator(".st-key-fix-list .name, button.open .name").all_inner_texts()


def charts(watched) -> int:
    return watched.page.locator('[data-testid="stVegaLiteChart"]:visible').count()


@pytest.mark.parametrize(
    ("locale", "hero"),
    [
        ("en-GB", "Which touchpoint should you fix first?"),
        ("da-DK", "Hvad skal du rette op på først?"),
        ("sv-SE", "Vad bör ni åtgärda först?"),
        ("fr-FR", "Which touchpoint should you fix first?"),
    ],
)
def test_the_start_page_speaks_the_browsers_language(visit, locale, hero):
    watched = visit(locale=locale).open()
    assert watched.page.locator("h1").first.inner_text() == hero
    assert watched.page.locator('[data-testid="stFileUploader"]').count() == 1
    watched.check()


@pytest.mark.parametrize(
    ("locale", "words"), [("da-DK", "Vælg eller træk en fil hertil"), ("sv-SE", "Välj eller dra en fil hit")]
)
def test_the_upload_box_speaks_too(visit, locale, words):
    """Streamlit's own English words in it are replaced by the style sheet."""
    watched = visit(locale=locale).open()
    button = watched.page.locator('[data-testid="stFileUploaderDropzone"] button')
    assert button.locator('[data-testid="stMarkdownContainer"]').bounding_box()["width"] <= 1
    shown = "node => getComputedStyle(node.querySelector('span[data-has-shortcut]'), '::after').content"
    assert words in button.evaluate(shown)
    hidden = "node => [...node.querySelectorAll('span')].every(n => parseFloat(getComputedStyle(n).fontSize) === 0)"
    assert watched.page.locator('[data-testid="stFileUploaderDropzoneInstructions"]').evaluate(hidden)


@pytest.mark.parametrize("sample", ["dansk-webshop", "svensk-b2b", "english-clinic"])
@pytest.mark.parametrize(("width", "scheme", "locale"), [(1440, "light", "da-DK"), (390, "dark", "sv-SE")])
def test_one_click_on_a_sample_shows_the_dashboard(visit, sample, width, scheme, locale):
    watched = visit(width=width, scheme=scheme, locale=locale).open()
    watched.page.locator(f".st-key-sample-{sample} button").click()
    watched.page.wait_for_selector(".kp-verdict")
    quiet(watched.page)
    assert headline(watched)
    assert charts(watched) >= (1 if width < 700 else 3)  # a phone opens the others at a touch
    assert len(names_in_list(watched)) >= 3
    watched.check()


@pytest.mark.parametrize(
    "path", ["/data", "/method", "/?sample=dansk-webshop", "/?lang=sv", "/?sample=nonsense&lang=%3Cb%3E"]
)
def test_cold_deep_links_open(visit, path):
    watched = visit().open(path)
    assert watched.page.locator(".kp-wordmark").count() == 1
    watched.check()


def test_an_own_danish_workbook_becomes_a_dashboard(visit):
    watched = visit(locale="da-DK").open()
    upload(watched, "oversigt.xlsx", workbook(OWN_ROWS))
    assert "Kassen på webshoppen" in headline(watched)
    assert "I alt" not in names_in_list(watched)
    assert charts(watched) >= 3
    watched.check()


def test_a_semicolon_csv_with_decimal_commas_becomes_a_dashboard(visit):
    rows = "\n".join(";".join("" if v is None else str(v) for v in row) for row in OWN_ROWS[2:])
    watched = visit(locale="da-DK").open()
    upload(watched, "oversigt.csv", rows.encode("cp1252"))
    assert "Kassen på webshoppen" in headline(watched)
    watched.check()


def test_a_refused_file_gets_one_kind_sentence_and_the_next_one_works(visit):
    watched = visit(locale="da-DK").open()
    upload(watched, "billede.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    assert watched.page.locator('[data-testid="stAlert"]').count() == 1
    assert "Traceback" not in watched.page.inner_text("body")
    assert watched.page.locator('[data-testid="stFileChipName"]').count() == 0
    upload(watched, "oversigt.xlsx", workbook(OWN_ROWS))
    assert "Kassen på webshoppen" in headline(watched)
    watched.check()


TAKEN = """field => { field.focus(); field.value = 'Checkout'
  field.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText', bubbles: true})) }"""


def test_a_touchpoint_is_found_by_its_name(visit):
    watched = visit(locale="da-DK").open("/?sample=dansk-webshop")
    field, name = watched.page.locator(".st-key-_find input"), watched.page.locator(".kp-detail h2")
    for typed in ("lever", "no such name"):  # a part of a name opens it; what nobody has changes nothing
        field.click()
        watched.page.keyboard.type(typed)
        watched.page.keyboard.press("Enter")
        watched.page.locator("h1").first.click()
        quiet(watched.page)
        assert (name.inner_text(), field.input_value()) == ("Levering", "Levering")
    field.evaluate(TAKEN)  # from the browser's own list
    quiet(watched.page)
    assert name.inner_text() == "Checkout"
    watched.page.locator(".st-key-_close button").click()
    quiet(watched.page)
    assert (name.count(), field.input_value()) == (0, "")
    watched.check()


def test_a_touchpoint_opens_with_its_numbers(visit):
    watched = visit(locale="da-DK").open("/?sample=dansk-webshop")
    watched.page.locator("button.open").nth(1).click()
    watched.page.wait_for_selector(".kp-detail")
    quiet(watched.page)
    assert watched.page.locator(".kp-detail h2").inner_text() == names_in_list(watched)[1]
    assert watched.page.locator(".st-key-detail-card table.kp-numbers tbody tr").count() >= 1
    watched.check()


def to_page(watched, path: str, wait: str) -> None:
    watched.page.locator(f'.kp-menu a[data-page="{path}"]').first.click()
    watched.page.wait_for_selector(wait)
    quiet(watched.page)


def to_dashboard(watched) -> str:
    watched.page.locator(".kp-menu a").first.click()
    watched.page.wait_for_selector(".kp-verdict")
    quiet(watched.page)
    return watched.page.locator("body").inner_text()


ONE_UNKNOWN = [
    ["Touchpoint", "Visits", "Orders"],
    ["Advert on Facebook", 4000, 200],
    ["Zzyx", 5000, 60],
    ["Newsletter", 3000, 120],
]


def test_a_correction_in_the_table_takes_effect_at_once(visit):
    watched = visit().open()
    upload(watched, "own.xlsx", workbook(ONE_UNKNOWN))
    assert "1 without a full place" in watched.page.locator("body").inner_text()
    to_page(watched, "data", '[data-testid="stDataFrame"]')
    correct_last_row_to_first_stage(watched)
    after = to_dashboard(watched)
    assert "1 placed by you" in after
    assert "without a full place" not in after
    watched.check()


def test_the_review_settles_an_unknown_one_with_a_click_and_undoes_it(visit):
    watched = visit().open()
    upload(watched, "own.xlsx", workbook(ONE_UNKNOWN))
    to_page(watched, "data", "li.row .choice")
    row = watched.page.locator("li.row:has(.choice)", has_text="Zzyx")  # the list of all classes has rows, too
    row.get_by_role("button", name="Loyalty").click()
    quiet(watched.page)
    assert row.count() == 0
    assert "1 placed by you" in to_dashboard(watched)
    to_page(watched, "data", '[data-testid="stDataFrame"]')
    watched.page.get_by_role("button", name="Undo the last one").click()
    quiet(watched.page)
    assert row.count() == 1
    watched.check()


def correct_last_row_to_first_stage(watched) -> None:
    """Open the editor's stage cell of the last row, as with the keyboard, and choose the first stage."""
    table = watched.page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    box = table.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.42, box["y"] + 35 * 3 + 18
    watched.page.mouse.click(x, y)
    watched.page.wait_for_timeout(200)
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_timeout(300)
    watched.page.keyboard.type("Awareness")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_timeout(500)
    quiet(watched.page)


def test_the_downloaded_report_uploaded_again_gives_the_same_analysis(visit):
    first = visit(locale="da-DK").open("/?sample=dansk-webshop")
    first.page.get_by_role("button", name="Hent").click()
    with first.page.expect_download() as waiting:
        first.page.get_by_role("button", name="Excel").click()
    path = waiting.value.path()
    second = visit(locale="da-DK").open()
    upload(second, "rapport.xlsx", path.read_bytes())
    assert headline(second) == headline(first)
    assert names_in_list(second) == names_in_list(first)
    assert second.page.locator(".kp-why").inner_text() == first.page.locator(".kp-why").inner_text()
    assert load_workbook(io.BytesIO(path.read_bytes()))["Settings"]["A1"].value == "kontaktpunkt"
    second.check()


def test_filters_act_on_the_whole_page(visit):
    watched = visit(locale="en-GB").open("/?sample=english-clinic")
    everything = watched.page.locator(".kp-chip").inner_text()
    before = names_in_list(watched)
    watched.page.get_by_role("button", name="Filters").click()
    watched.page.get_by_label("Phase", exact=True).click()
    watched.page.get_by_role("option", name="After the visit").click()
    quiet(watched.page)
    after = names_in_list(watched)
    assert set(after) < set(before) or len(after) < len(before) or after != before
    shown = watched.page.locator(".kp-chip").inner_text()
    counted = everything.replace("14 touchpoints", "4 of 14 touchpoints shown").replace("84 rows", "24 of 84 rows")
    assert shown == counted != everything
    watched.check()


def test_a_hostile_name_fetches_nothing_and_runs_nothing(visit):
    evil = "![x](http://evil.example/a.png)"
    rows = [
        ["Touchpoint", "Visits", "Orders", "Satisfaction", "Responses"],
        [evil, 5000, 20, "30 %", 200],
        ["<img src=http://evil.example/b.png onerror=alert(1)>", 4000, 90, "70 %", 90],
        ["[link](http://evil.example) :red[x] $a$", 300, 9, "90 %", 30],
        ['=HYPERLINK("http://evil.example")', 800, 20, "60 %", 40],
    ]
    watched = visit().open()
    upload(watched, "evil.xlsx", workbook([[("'" + c if str(c).startswith("=") else c) for c in r] for r in rows]))
    assert evil in headline(watched)
    watched.page.locator("button.open").first.click()
    quiet(watched.page)
    watched.page.locator('.kp-menu a[data-page="data"]').click()
    watched.page.wait_for_selector('[data-testid="stDataFrame"]')
    quiet(watched.page)
    watched.check()


def test_another_file_forgets_the_first(visit):
    watched = visit(locale="en-GB").open()
    upload(watched, "oversigt.xlsx", workbook(OWN_ROWS))
    watched.page.get_by_role("button", name="Another file").click()
    watched.page.wait_for_selector(".kp-hero")
    quiet(watched.page)
    assert watched.page.locator('input[type="file"]').count() == 1
    assert "Kassen" not in watched.page.inner_text("body")
    assert "own" not in watched.page.url
    watched.check()


def test_the_meeting_opens_from_the_bar(visit):
    watched = visit(locale="en-GB").open("/?sample=english-clinic")
    watched.page.get_by_role("button", name="Meeting view").focus()
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_selector(".st-key-meeting")
    assert "view=meeting" in watched.page.url
    watched.check()


def test_another_language_is_one_click_away_and_keeps_the_visit(visit):
    watched = visit(locale="en-GB").open()
    upload(watched, "oversigt.xlsx", workbook(OWN_ROWS))
    for name, words in (("Svenska", "En annan fil"), ("Dansk", "En anden fil"), ("English", "Another file")):
        watched.page.get_by_role("link", name=name).click()
        watched.page.get_by_role("button", name=words).wait_for()
        quiet(watched.page)
        assert watched.page.get_by_role("link", name=name).get_attribute("aria-current") == "true"
        assert "Kassen på webshoppen" in headline(watched)
    watched.check()


def test_a_second_visitor_sees_nothing_of_the_first(visit):
    first, second = visit().open(), visit().open()
    upload(first, "oversigt.xlsx", workbook(OWN_ROWS))
    second.page.reload()
    quiet(second.page)
    assert second.page.locator(".kp-hero").count() == 1
    assert "Kassen" not in second.page.inner_text("body")


def test_weights_move_the_ranking(visit):
    watched = visit(locale="en-GB").open("/?sample=dansk-webshop")
    before = names_in_list(watched)
    watched.page.get_by_role("radio", name="Balanced").focus()
    for _ in range(3):  # the row of presets goes by keyboard as radio buttons do
        watched.page.keyboard.press("ArrowRight")
        quiet(watched.page)
    assert watched.page.get_by_role("radio", name="Quick wins").is_checked()
    assert "preset=quick-wins" in watched.page.url
    quiet(watched.page)
    after = names_in_list(watched)
    assert after != before
    assert after[0] == before[0] == "Checkout"
    watched.check()


def test_the_single_weights_open_and_move_with_the_keyboard(visit):
    watched = visit(locale="en-GB").open("/?sample=dansk-webshop")
    assert watched.page.get_by_role("slider").count() == 0
    watched.page.locator(".st-key-_weights button").first.focus()
    watched.page.keyboard.press("Enter")
    watched.page.get_by_role("slider").first.wait_for()
    assert watched.page.get_by_role("slider").count() == 10
    watched.page.get_by_role("slider").first.focus()
    watched.page.keyboard.press("ArrowLeft")
    watched.page.wait_for_url("**weights=impact*")
    quiet(watched.page)
    assert watched.page.get_by_role("slider").count() == 10
    watched.check()


def test_the_app_is_served_with_its_own_typeface(visit):
    watched = visit().open()
    faces = watched.page.evaluate("() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Schibsted" in face for face in faces)
    assert (ROOT / "static" / "schibsted-grotesk-OFL.txt").is_file()


def test_a_link_in_a_tab_of_its_own_shows_the_same_sample(visit):
    watched = visit(locale="sv-SE").open("/?sample=dansk-webshop")
    with watched.page.context.expect_page() as opened:
        watched.page.locator('.kp-menu a[data-page="data"]').click(modifiers=["ControlOrMeta"])
    tab = opened.value
    quiet(tab)
    assert "/data?sample=dansk-webshop" in tab.url
    assert "dansk-webshop.xlsx" in tab.locator("body").inner_text()
    assert watched.page.locator(".kp-verdict").count() == 1
    tab.close()
    watched.check()
