"""Real spreadsheets from other readers' own tests, if they lie beside the project: read, refused, never a crash."""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.errors import Refused
from core.reading import limits, read_file

FOLDER = Path(__file__).parents[3] / "shared" / "torture"
LABELS = FOLDER / "LABELS.csv"
WRONG_LABELS = {
    "openpyxl/openpyxl/tests/data/reader/bigfoot.xlsx": "1 024 sheets, none with a cell; up to 60 are read",
}


def labels() -> dict[str, str]:
    if not LABELS.exists():
        return {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row["expect"] for row in csv.DictReader(file)}


def outcome(name: str) -> str:
    try:
        read_file(name, (FOLDER / name).read_bytes(), limits=limits("own"))
    except Refused:
        return "refuse"
    return "read"


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(labels(), pool.map(outcome, labels()), strict=True))


@pytest.mark.skipif(not LABELS.exists(), reason="the files are not here")
@pytest.mark.parametrize("expected", ["read", "refuse"])
def test_what_others_read_is_read_and_what_nobody_reads_is_refused(outcomes, expected):
    files = [name for name, label in labels().items() if label == expected and name not in WRONG_LABELS]
    assert [name for name in files if outcomes[name] != expected] == []
