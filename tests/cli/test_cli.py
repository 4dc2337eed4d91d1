"""The command line answers what the contract says."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main

ROOT = Path(__file__).parents[2]
TABLE = """Kontaktpunkt;Besøg;Ordrer;Omsætning (kr.)
Nyhedsbrev;1.200;36;18.500,50
Kassen;2.400;24;12.000,00
I alt;3.600;60;30.500,50
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tal.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def answer(capsys, *arguments) -> tuple[int, str, str]:
    status = main([str(a) for a in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def as_json(capsys, *arguments):
    status, out, err = answer(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_read_answers_the_receipt(capsys, table):
    found = as_json(capsys, "read", table)
    sheet = found["files"][0]["sheets"][0]
    assert {c["header"]: (c["field"], c["decimal"]) for c in sheet["columns"]} == {
        "Kontaktpunkt": ("touchpoint", None),
        "Besøg": ("visits", ","),
        "Ordrer": ("orders", None),
        "Omsætning (kr.)": ("revenue", ","),
    }
    assert (sheet["grain"], sheet["header_row"], sheet["rows_left_out"]) == ("touchpoints", 1, 1)
    assert [i["code"] for i in found["issues"] if i["code"] == "total-row"] == ["total-row"]


def test_read_says_what_can_be_read_two_ways_and_whose_export_it_is(capsys, tmp_path):
    path = tmp_path / "ads.csv"
    path.write_text("Kampagne;Dato;Tilfredshed\nSommer;03/04/2025;1.234\nVinter;05/06/2025;1.500\n", encoding="utf-8")
    (sheet,) = as_json(capsys, "read", path)["files"][0]["sheets"]
    assert [(c["ask"], c["day_first"]) for c in sheet["columns"]] == [
        (None, None),
        ("day-first", True),
        ("decimal", None),
    ]
    assert sheet["export"] is None


def test_analyse_answers_the_whole_analysis(capsys, table):
    found = as_json(capsys, "analyse", table, "--lang", "da")
    assert found["schema"] == 1
    assert found["language"] == "da"
    assert found["currency"] == "DKK"
    rate = found["kpis"]["conversion_rate"]
    assert (rate["numerator"], rate["denominator"], rate["base"]) == (60, 3600, "visits")
    assert found["kpis"]["aov"]["value"] == pytest.approx(30500.50 / 60)
    assert {t["name"] for t in found["touchpoints"]} == {"Nyhedsbrev", "Kassen"}
    for touchpoint in found["touchpoints"]:
        assert {"phase", "stage", "setting", "confidence", "rule", "metrics", "kpis", "priority"} <= set(touchpoint)
        assert {"rank", "score", "impact", "p_first", "holds", "verdict", "worth", "why"} <= set(touchpoint["priority"])
    assert set(found) >= {"files", "issues", "kpis", "groups", "coverage", "missing", "warnings", "settings"}


def test_a_change_of_language_changes_no_number(capsys, table):
    def numbers(value):
        if isinstance(value, dict):
            return {k: numbers(v) for k, v in value.items() if k not in ("text", "why", "reason", "language")}
        return [numbers(v) for v in value] if isinstance(value, list) else value

    answers = [as_json(capsys, "analyse", table, "--lang", code) for code in ("en", "da", "sv")]
    assert numbers(answers[0]) == numbers(answers[1]) == numbers(answers[2])


def test_classify_keeps_order_duplicates_and_blanks(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Nyhedsbrev\n\nMässa\nNyhedsbrev\n"))
    found = as_json(capsys, "classify")
    assert [f["name"] for f in found] == ["Nyhedsbrev", "", "Mässa", "Nyhedsbrev"]
    assert found[0] == found[3]
    assert found[1]["phase"] == "unknown"
    assert set(found[0]) >= {"name", "phase", "stage", "setting", "confidence", "rule"}


def test_classify_takes_a_column_of_a_csv(capsys, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("id,label\n1,Checkout\n2,Invoice\n", encoding="utf-8")
    assert [f["name"] for f in as_json(capsys, "classify", "--csv", path, "--column", "label")] == [
        "Checkout",
        "Invoice",
    ]


def test_columns_tells_what_headers_mean(capsys):
    found = as_json(capsys, "columns", "Omsætning (kr.)", "CTR", "???")
    assert [(f["header"], f["field"]) for f in found] == [
        ("Omsætning (kr.)", "revenue"),
        ("CTR", "given:click_through_rate"),
        ("???", "ignore"),
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_export_writes_a_report(capsys, table, tmp_path, suffix):
    out = tmp_path / f"report.{suffix}"
    assert answer(capsys, "export", table, "--to", out, "--lang", "sv")[0] == 0
    assert out.stat().st_size > 200


@pytest.mark.parametrize("code", ["en", "da", "sv"])
def test_the_template_is_read_by_the_product_itself(capsys, tmp_path, code):
    out = tmp_path / "template.xlsx"
    assert answer(capsys, "template", "--to", out, "--lang", code)[0] == 0
    found = as_json(capsys, "analyse", out)
    assert len(found["touchpoints"]) >= 4
    assert not [i for i in found["issues"] if i["severity"] == "error"]


def test_a_report_read_again_gives_the_same_analysis(capsys, tmp_path):
    out = tmp_path / "report.xlsx"
    sample = ROOT / "sample_data" / "dansk-webshop.xlsx"
    assert answer(capsys, "export", sample, "--to", out)[0] == 0
    first, second = as_json(capsys, "analyse", sample), as_json(capsys, "analyse", out)
    for name in ("kpis", "groups", "touchpoints", "coverage", "warnings", "verdict", "currency"):
        assert second[name] == first[name], name


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["analyse", "no-such-file.xlsx"], "no-such-file"),
        (["export", "{table}", "--to", "report.docx"], "no-such-format"),
        (["analyse", "{table}", "--settings", "{table}"], "bad-settings"),
        (["classify", "--csv", "{table}", "--column", "x"], "no-such-column"),
        (["export", "{table}", "--to", "/no-such-folder/report.xlsx"], "not-writable"),
        (["template", "--to", "template.docx"], "no-such-format"),
    ],
)
def test_a_refusal_is_one_line_and_status_2(capsys, table, arguments, code):
    if arguments[0] == "classify":
        table.write_text("a,b\n1,2\n", encoding="utf-8")
    status, out, err = answer(capsys, *(a.format(table=table) for a in arguments))
    assert (status, out) == (2, "")
    assert err.startswith(f"{code}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"preset": ["x"]},
        {"mapping": 5},
        {"touchpoint_column": 5},
        {"weights": {"impact": float("nan")}},
        {"currency": "![x](http://evil.example)"},
        {"version": 99},
        [],
    ],
)
def test_unusable_settings_are_refused(capsys, table, tmp_path, settings):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    status, _, err = answer(capsys, "analyse", table, "--settings", path)
    assert (status, err.split(":")[0]) == (2, "bad-settings")


def test_wrong_arguments_are_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "core", "analyse"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_classify_reads_a_danish_csv(capsys, tmp_path):
    path = tmp_path / "navne.csv"
    path.write_bytes("nr;navn\n1;Nyhedsbrev\n2;Spørgeskema\n".encode("cp1252"))
    assert [f["name"] for f in as_json(capsys, "classify", "--csv", path, "--column", "navn")] == [
        "Nyhedsbrev",
        "Spørgeskema",
    ]


def test_it_runs_as_a_program():
    command = [sys.executable, "-m", "core", "classify", "Newsletter", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["name"] == "Newsletter"
