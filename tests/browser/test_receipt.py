"""The receipt is read and changed: every decision shows in the dashboard's numbers at once, and can be taken back."""

import csv
import io

import pytest

from tests.browser.conftest import quiet
from tests.browser.test_story import to_page, upload, workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ROWS = [
    ["Touchpoint", "Date", "Visits", "Orders", "Revenue", "Weather", "E-mail"],
    ["Newsletter", "03/04/2025", 4200, 126, "1.234", "sun", "ann@example.com"],
    ["Checkout", "05/06/2025", 9800, 98, "2.500", "rain", "bob@example.com"],
    ["Shop", "07/08/2025", "many", 420, "4.100", "rain", "cat@example.com"],
    ["Total", None, 14000, 644, "7.834", None, None],
]


def opened(visit, rows=ROWS, **how):
    watched = visit(**how).open()
    upload(watched, "own.xlsx", workbook(rows))
    return watched


def to_data(watched) -> None:
    to_page(watched, "data", '[data-testid="stExpander"]')


def choose(watched, label: str, option: str) -> None:
    """Choose in one of the selects of the list of columns."""
    watched.page.get_by_label(label, exact=True).focus()
    watched.page.get_by_label(label, exact=True).select_option(label=option)
    quiet(watched.page)


def press(watched, name: str) -> None:
    watched.page.get_by_role("button", name=name).click()
    quiet(watched.page)


def pick(watched, label: str, option: str) -> None:
    """Choose in one of the selects about the sheet."""
    watched.page.get_by_role("combobox", name=label).first.click()
    watched.page.get_by_role("option", name=option).click()
    quiet(watched.page)


def dashboard(watched) -> str:
    watched.page.locator(".kp-menu a").first.click()
    watched.page.wait_for_selector(".kp-wordmark")
    quiet(watched.page)
    return watched.page.locator("body").inner_text().replace("\u00a0", " ")


def left_out(watched) -> list[list[str]]:
    with watched.page.expect_download() as waiting:
        watched.page.get_by_role("button", name="Download what was left out").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    return [[line[2], line[3], line[4]] for line in csv.reader(io.StringIO(text))][1:]


def test_the_other_reading_of_a_number_changes_the_dashboard_and_is_taken_back(visit):
    watched = opened(visit)
    assert "12.16" in dashboard(watched)
    to_data(watched)
    press(watched, "1.234 is about 1.23")
    to_data(watched)
    assert "12.16" not in dashboard(watched)
    to_data(watched)
    press(watched, "Take back")
    assert "12.16" in dashboard(watched)
    watched.check()


def test_the_month_first_changes_the_periods(visit):
    watched = opened(visit)
    assert "Apr 2025" in dashboard(watched)
    to_data(watched)
    choose(watched, "Date: Read with", "month first")
    assert "Apr 2025" not in dashboard(watched)
    to_data(watched)
    choose(watched, "Date: Read with", "↺ as found")
    assert "Apr 2025" in dashboard(watched)
    watched.check()


def test_a_column_that_means_something_else_changes_the_dashboard(visit):
    watched = opened(visit)
    to_data(watched)
    choose(watched, "Orders: Becomes", "Not used")
    assert "Average order value" not in dashboard(watched)
    watched.check()


def test_another_header_row_reads_other_columns(visit):
    watched = opened(visit)
    to_data(watched)
    pick(watched, "Column names in (found)", "2: Newsletter")
    assert (
        watched.page.get_by_label("Checkout: Becomes").count()
        + watched.page.get_by_label("Newsletter: Becomes").count()
    )
    pick(watched, "Column names in", "As found")
    assert watched.page.get_by_label("Revenue: Becomes").count() == 1
    watched.check()


def test_a_skipped_sheet_leaves_the_numbers_and_comes_back(visit):
    watched = opened(visit)
    to_data(watched)
    pick(watched, "This sheet (found)", "Leave it out")
    assert "Checkout" not in dashboard(watched)
    to_data(watched)
    pick(watched, "This sheet", "As found")
    assert "Checkout" in dashboard(watched)
    watched.check()


def test_what_was_left_out_can_be_downloaded_and_holds_no_person(visit):
    watched = opened(visit)
    to_data(watched)
    found = left_out(watched)
    assert ["5", "", "Total | 14000 | 644 | 7.834"] in found
    assert ["4", "Visits", "many"] in found
    assert ["", "Weather", "sun | rain"] in found
    assert ["", "E-mail", ""] in found
    assert "example.com" not in str(found)
    watched.check()


@pytest.mark.parametrize(("width", "scheme", "locale"), [(390, "dark", "sv-SE"), (1440, "light", "da-DK")])
def test_the_receipt_fits_the_screen(visit, width, scheme, locale):
    watched = opened(visit, width=width, scheme=scheme, locale=locale)
    to_data(watched)
    script = (
        "() => [...document.querySelectorAll('[class*=st-key-choices]')].every(e => e.scrollWidth <= window.innerWidth)"
    )
    assert watched.page.evaluate(script)
    watched.check()
