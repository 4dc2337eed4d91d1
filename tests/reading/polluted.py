"""Clean CSV files with one fault of one kind in them, from seeds: what a person or a program does to an export."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.reading.pollution import WHOLE_FAULTS
from tests.reading.tables import HEADER, Clean, after_end, clean, some_row, with_end


@dataclass(frozen=True, slots=True)
class Polluted:
    """A file with one fault, and the rows, header first, that a perfect reader would find."""

    fault: str
    seed: int
    data: bytes
    clean: Clean


def _line(change: Callable[[str, Clean, random.Random], str]) -> Callable[[Clean, random.Random], str]:
    """A fault in one line."""

    def fault(table: Clean, rng: random.Random) -> str:
        lines, at = list(table.lines), some_row(table, rng)
        lines[at] = change(lines[at], table, rng)
        return "".join(lines)

    return fault


def _before(*more: str) -> Callable[[Clean, random.Random], str]:
    """Lines above the table; ``{d}`` is its delimiter."""
    return lambda table, rng: "\n".join(more).replace("{d}", table.delimiter) + "\n" + table.text


def _between(*more: str) -> Callable[[Clean, random.Random], str]:
    def fault(table: Clean, rng: random.Random) -> str:
        lines, at = list(table.lines), some_row(table, rng)
        new = "".join(line.replace("{d}", table.delimiter) + "\n" for line in more)
        return "".join([*lines[:at], new, *lines[at:]])

    return fault


def _every(change: Callable[[str, Clean], str]) -> Callable[[Clean, random.Random], str]:
    return lambda table, rng: "".join(change(line, table) for line in table.lines)


def _insert_separator(line: str, table: Clean, rng: random.Random) -> str:
    places = [i for i, c in enumerate(line) if c == table.delimiter]
    at = rng.choice(places)
    return line[:at] + table.delimiter + line[at:]


def _lose_separator(line: str, table: Clean, rng: random.Random) -> str:
    at = rng.choice([i for i, c in enumerate(line) if c == table.delimiter])
    return line[:at] + line[at + 1 :]


def _lose_quote(line: str, table: Clean, rng: random.Random) -> str:
    places = [i for i, c in enumerate(line) if c == '"']
    if not places:
        return '"' + line
    at = rng.choice(places)
    return line[:at] + line[at + 1 :]


def _mixed_ends(table: Clean, rng: random.Random) -> str:
    return "".join(with_end(line, rng.choice(["\n", "\r\n", "\r"])) for line in table.lines)


def _blank_lines(table: Clean, rng: random.Random) -> str:
    return "".join(line + rng.choice(["", "", "\n", "\r\n", "  \n"]) for line in table.lines)


def _trailing(table: Clean) -> str:
    return table.delimiter * 2


TEXT_FAULTS: dict[str, Callable[[Clean, random.Random], str]] = {
    "none": lambda table, rng: table.text,
    "extra separator": _line(_insert_separator),
    "extra separator at the end": _line(lambda line, table, rng: after_end(line, table.delimiter)),
    "two extra separators and a value": _line(lambda line, t, rng: after_end(line, t.delimiter * 2 + "x")),
    "missing separator": _line(_lose_separator),
    "missing quote": _line(_lose_quote),
    "unclosed quote at the start": _line(lambda line, table, rng: '"' + line),
    "unclosed quote inside": _line(lambda line, t, rng: line.replace(t.delimiter, t.delimiter + '"', 1)),
    "unclosed quote at the end": _line(lambda line, table, rng: after_end(line, '"')),
    "inch mark": _line(lambda line, table, rng: line.replace("e", 'e"', 1)),
    "preamble": _before("Rapport for maj 2024", "Trukket af systemet, kl. 12.30; alle butikker", ""),
    "preamble with pairs": _before("Konto{d}1234", "Periode{d}maj", "Valuta{d}DKK", ""),
    "long preamble": _before(*(f"Linje {i}: vi, og de; samt andre" for i in range(12))),
    "comment lines above": _before("# lavet af programmet", "# version 2, udgave 3"),
    "comment line between": _between("# herfra nye tal, se mail"),
    "repeated header": _between("{d}".join(HEADER)),
    "total at the end": lambda table, rng: table.text + f"I alt{table.delimiter * 2}99999{table.delimiter * 3}\n",
    "footer": lambda table, rng: table.text + "\nAntal rækker: 100, heraf 3 nye; slut\n",
    "separator line": _before("sep={d}"),
    "quoted separator line": _before('"sep={d}"'),
    "mixed line ends": _mixed_ends,
    "only carriage returns": _every(lambda line, table: with_end(line, "\r")),
    "doubled carriage returns": _every(lambda line, table: with_end(line, "\r\r\n")),
    "no end at the end": lambda table, rng: table.text.rstrip("\r\n"),
    "cut in the last line": lambda table, rng: table.text + table.lines[-1][:7],
    "blank lines": _blank_lines,
    "blank lines above": _before("", "", ""),
    "trailing separators": _every(lambda line, table: after_end(line, _trailing(table))),
    "trailing separators in the rows": lambda table, rng: (
        table.lines[0] + "".join(after_end(line, table.delimiter) for line in table.lines[1:])
    ),
    "leading separator": _every(lambda line, table: table.delimiter + line),
    "bom in the middle": _line(lambda line, table, rng: "\ufeff" + line),
    "two boms": lambda table, rng: "\ufeff\ufeff" + table.text,
    "two files in one": lambda table, rng: table.text + "\ufeff" + table.lines[0] + table.lines[1],
    "nul in a cell": _line(lambda line, table, rng: line[:3] + "\x00" + line[3:]),
    "nul padding": lambda table, rng: table.text + "\x00" * 400,
    "control character": _line(lambda line, table, rng: line[:2] + "\x07" + line[2:]),
    "other delimiter in one row": _line(
        lambda line, t, rng: line.replace(t.delimiter, "\t" if t.delimiter != "\t" else ";")
    ),
    "thin spaces": _line(lambda line, t, rng: line.replace(t.delimiter, f"\u2009{t.delimiter}", 1)),
    "a long cell": _line(lambda line, t, rng: line.replace(t.delimiter, "x" * 20_000 + t.delimiter, 1)),
    "decimal comma unquoted": _line(lambda line, t, rng: line.replace(".", ",", 1) if t.delimiter == "," else line),
    "semicolons in a comma file": _line(lambda line, t, rng: line.replace(" ", ";", 1)),
}


def _as_bytes(table: Clean, text: str) -> bytes:
    return text.encode(table.encoding, errors="replace")


def _other_line(codec: str) -> Callable[[Clean, random.Random], bytes]:
    def fault(table: Clean, rng: random.Random) -> bytes:
        at = some_row(table, rng)
        mark = "" if table.encoding == "utf-8" else "\ufeff"
        usual = "utf-16-le" if table.encoding == "utf-16" else table.encoding.removesuffix("-sig")
        own = codec if codec != usual else "utf-8"
        parts = [line.encode(own if i == at else usual, errors="replace") for i, line in enumerate(table.lines)]
        return (mark.encode(usual, errors="ignore") if mark else b"") + b"".join(parts)

    return fault


BYTE_FAULTS: dict[str, Callable[[Clean, random.Random], bytes]] = {
    "one line in Windows letters": _other_line("cp1252"),
    "one line in DOS letters": _other_line("cp850"),
    "one line in Mac letters": _other_line("mac_roman"),
    "one line in UTF-8": _other_line("utf-8"),
    "a torn letter": lambda table, rng: _as_bytes(table, table.text).replace("å".encode(table.encoding)[-1:], b"", 1),
    "a bad byte": lambda table, rng: (
        _as_bytes(table, table.text)[:-30]
        + b"\x81" * (2 if "16" in table.encoding else 1)
        + _as_bytes(table, table.text)[-30:]
    ),
}
ALL_TEXT_FAULTS = {**TEXT_FAULTS, **WHOLE_FAULTS}
FAULTS = (*ALL_TEXT_FAULTS, *BYTE_FAULTS)


def polluted(fault: str, seed: int) -> Polluted:
    """The file of this fault and seed."""
    rng = random.Random(f"{fault} {seed}")
    table = clean(rng)
    data = (
        BYTE_FAULTS[fault](table, rng) if fault in BYTE_FAULTS else _as_bytes(table, ALL_TEXT_FAULTS[fault](table, rng))
    )
    return Polluted(fault, seed, data, table)


def files(seeds: int) -> Iterator[Polluted]:
    """Every fault ``seeds`` times."""
    return (polluted(fault, seed) for fault in FAULTS for seed in range(seeds))
