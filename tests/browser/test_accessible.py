"""What a screen reader, a keyboard and weak eyes meet, judged by axe-core in a real browser.

``CHROME`` is the written list of what belongs to Streamlit itself and cannot be reached from here.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHROME = {
    "aria-required-children": "stDataFrame",  # the canvas grid's own table for screen readers
    "scrollable-region-focusable": "stDataFrame",
}
GRAVE = ("serious", "critical", "moderate")
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAGES = [
    "/",
    "/?sample=dansk-webshop&open=checkout",
    "/?sample=svensk-b2b&view=meeting&step=4",
    "/data?sample=english-clinic",
    "/method?sample=dansk-webshop",
]


def findings(page) -> list[str]:
    """Rule and place of everything grave, but for Streamlit's own."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
        if not _of_streamlit(page, rule["id"], node["target"])
    ]


def _of_streamlit(page, rule: str, target: list) -> bool:
    inside = CHROME.get(rule)
    if inside is None or not isinstance(target[0], str):
        return False
    script = "([selector, id]) => !!document.querySelector(selector)?.closest(`[data-testid=${id}]`)"
    return bool(page.evaluate(script, [target[0], inside]))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nothing_grave(visit, path, width, scheme):
    watched = visit(width=width, scheme=scheme, locale="da-DK").open(path)
    assert findings(watched.page) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440, 1920])
@pytest.mark.parametrize(
    "path",
    ["/", "/?sample=svensk-b2b&lang=sv", "/?sample=dansk-webshop&view=meeting&step=5", "/data?sample=dansk-webshop"],
)
def test_no_sideways_scrolling(visit, width, path):
    visit(width=width).open(path).check()
