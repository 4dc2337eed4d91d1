"""What the commands take. English, like every command line: the answers speak ``--lang``."""

import argparse
from pathlib import Path
from typing import NoReturn

from core.tables import table
from core.texts import LANGUAGES


class _Parser(argparse.ArgumentParser):
    """Refuses like everything else: one line, status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"bad-arguments: {message}. See {self.prog} --help.\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="python -m core", description="Touchpoint spreadsheets, analysed.")
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser)
    _read(commands)
    _analyse(commands)
    _classify(commands)
    _columns(commands)
    _export(commands)
    _template(commands)
    return top


def _answer(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer as JSON on standard output")
    command.add_argument("--out", type=Path, help="write the JSON to this file")
    command.add_argument("--lang", choices=list(LANGUAGES), help="language of sentences (default: the settings', en)")


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--settings", type=Path, metavar="FILE", help="settings as JSON")


def _read(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("read", help="what is read from the files: the receipt only")
    _files(command)
    _answer(command)


def _analyse(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("analyse", help="the whole analysis")
    _files(command)
    _answer(command)


def _classify(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("classify", help="phase, stage and setting of touchpoint names")
    command.add_argument("names", nargs="*", metavar="NAME", help="names; none: a line each from standard input")
    command.add_argument("--csv", type=Path, help="take the names from this CSV file")
    command.add_argument("--column", help="... from this column of it")
    _answer(command)


def _columns(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("columns", help="what column headers mean")
    command.add_argument("headers", nargs="*", metavar="HEADER", help="headers; none: a line each from standard input")
    _answer(command)


def _export(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("export", help="write the report")
    _files(command)
    command.add_argument("--to", type=Path, required=True, metavar="OUT.xlsx|OUT.csv")
    command.add_argument("--lang", choices=list(LANGUAGES))


def _template(commands: "argparse._SubParsersAction[_Parser]") -> None:
    command = commands.add_parser("template", help="write the workbook to fill in")
    command.add_argument("--to", type=Path, required=True, metavar="OUT.xlsx")
    command.add_argument("--lang", choices=list(LANGUAGES), default="en")
    command.add_argument("--trade", choices=list(table("template")["rows"]), default="other")
