"""Clean tables in the usual ways of writing them, from seeds, and their lines to do something to."""

import csv
import io
import random
from dataclasses import dataclass

DELIMITERS = ";,\t|"
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
NAMES = (
    "Nyhedsbrev",
    "Facebook",
    "Købsside",
    "Öppet hus",
    "Butik, Århus",
    "Søgeannonce",
    "Kundtjänst",
    "Messe",
    "Café",
)
NOTES = ("", "", "god måned", "se næste ark", "långsam sida", 'kaldes "basis"', "første linje\nanden linje", "a, b; c")
HEADER = ("Kontaktpunkt", "Dato", "Visninger", "Udgift i kr.", "Note", "Løbenr.")


@dataclass(frozen=True, slots=True)
class Clean:
    """A table, how it is written, and the lines of it (with their ends) as they stand in a clean file."""

    rows: list[list[str]]
    delimiter: str
    encoding: str
    quoting: int
    lines: list[str]

    @property
    def text(self) -> str:
        return "".join(self.lines)


def clean(rng: random.Random) -> Clean:
    """A table of 20 to 200 rows in one of the usual ways of writing it."""
    delimiter, encoding = rng.choice(DELIMITERS), rng.choice(ENCODINGS)
    quoting = rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    decimal = "." if delimiter == "," else rng.choice(",.")
    rows = [list(HEADER)]
    for number in range(rng.randint(20, 200)):
        cost = f"{rng.randint(0, 9999)}{decimal}{rng.randint(0, 99):02}"
        day = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        views = str(rng.randint(0, 50_000))
        rows.append([rng.choice(NAMES), day, views, cost, rng.choice(NOTES), f"{number + 1:05}"])
    end = rng.choice(["\n", "\r\n"])
    return Clean(rows, delimiter, encoding, quoting, [_written(row, delimiter, quoting, end) for row in rows])


def _written(row: list[str], delimiter: str, quoting: int, end: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=delimiter, quoting=quoting, lineterminator=end).writerow(row)
    return line.getvalue()


def some_row(table: Clean, rng: random.Random) -> int:
    return rng.randrange(3, len(table.lines))


def end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def with_end(line: str, end: str) -> str:
    return line.rstrip("\r\n") + end


def after_end(line: str, tail: str) -> str:
    return line.rstrip("\r\n") + tail + end_of(line)
