"""Each command: arguments in, exit status out. 0 answered, 2 refused with one line on standard error."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core import pipeline
from core.classify import classify
from core.cli import answers, tables
from core.cli.arguments import parser
from core.columns import match_header
from core.errors import BadSettings, KontaktpunktError, Refused
from core.exports import EXPORTERS, template
from core.model import Dataset, Settings
from core.texts import Language, language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    taken = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        COMMANDS[taken.command](taken)
    except OSError as error:
        return _refuse(Refused("not-writable", file=str(error.filename)), taken)
    except KontaktpunktError as error:
        return _refuse(error, taken)
    return 0


def _refuse(error: KontaktpunktError, taken: argparse.Namespace) -> int:
    """One line on standard error, status 2."""
    sentence = language(getattr(taken, "lang", None) or "en").message(error.message)
    print(f"{error.code}: {' '.join(sentence.split())}", file=sys.stderr)
    return 2


def _contents(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    try:
        return [(path.name, path.read_bytes()) for path in paths]
    except OSError as error:
        raise Refused("no-such-file", file=str(error.filename)) from error


def _settings(path: Path | None) -> Settings | None:
    if path is None:
        return None
    try:
        return Settings.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadSettings("bad-settings", file=path.name) from error


def _dataset(taken: argparse.Namespace) -> tuple[Dataset, Settings, Language]:
    wished = _settings(taken.settings)
    books, issues = pipeline.read(_contents(taken.files))
    dataset = pipeline.understand(books, wished or Settings(), issues=issues)
    chosen = wished or pipeline.travelled_settings(dataset) or Settings()
    return dataset, chosen, language(taken.lang or chosen.language)


def _read(taken: argparse.Namespace) -> None:
    dataset, _, speech = _dataset(taken)
    _answer(taken, answers.receipt(dataset, speech), lambda: tables.receipt(dataset, speech))


def _analyse(taken: argparse.Namespace) -> None:
    dataset, settings, speech = _dataset(taken)
    analysis = pipeline.analyse(dataset, settings)
    _answer(taken, answers.analysis(analysis, speech), lambda: tables.analysis(analysis, speech))


def _classify(taken: argparse.Namespace) -> None:
    found = [{"name": name, **answers.placement(classify(name))} for name in _names(taken)]
    _answer(taken, found, lambda: tables.rows(found, ("name", "phase", "stage", "setting", "confidence")))


def _names(taken: argparse.Namespace) -> list[str]:
    if taken.csv:
        return _csv_column(taken.csv, taken.column)
    return list(taken.names) or [line.rstrip("\r\n") for line in sys.stdin]


def _csv_column(path: Path, column: str | None) -> list[str]:
    """The cells of one column, read as any other upload: separator and encoding are found, not asked."""
    (book,) = pipeline.read(_contents([path]))[0]
    grid = book.sheets[0].columns
    headers = [str(c.texts[0]) for c in grid if len(c.texts)]
    wished = column if column is not None else next(iter(headers), "")
    if wished not in headers:
        raise Refused("no-such-column", column=wished, found=tuple(headers))
    return [str(text) for text in grid[headers.index(wished)].texts[1:]]


def _columns(taken: argparse.Namespace) -> None:
    headers = list(taken.headers) or [line.rstrip("\r\n") for line in sys.stdin]
    found = [dict(zip(("header", "field", "how"), (h, *match_header(h)), strict=True)) for h in headers]
    _answer(taken, found, lambda: tables.rows(found, ("header", "field", "how")))


def _export(taken: argparse.Namespace) -> None:
    suffix = taken.to.suffix.lower().removeprefix(".")
    if suffix not in EXPORTERS:
        raise Refused("no-such-format", wished=suffix, found=tuple(EXPORTERS))
    dataset, settings, speech = _dataset(taken)
    taken.to.write_bytes(EXPORTERS[suffix].build(pipeline.analyse(dataset, settings), dataset, speech))


def _template(taken: argparse.Namespace) -> None:
    if taken.to.suffix.lower() != ".xlsx":
        raise Refused("no-such-format", wished=taken.to.suffix, found=("xlsx",))
    taken.to.write_bytes(template(language(taken.lang), trade=taken.trade))


def _answer(taken: argparse.Namespace, value: Any, table: Callable[[], str]) -> None:
    if taken.out:
        taken.out.write_text(answers.as_json(value), encoding="utf-8")
    else:
        print(answers.as_json(value) if taken.json else table())


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "read": _read,
    "analyse": _analyse,
    "classify": _classify,
    "columns": _columns,
    "export": _export,
    "template": _template,
}
