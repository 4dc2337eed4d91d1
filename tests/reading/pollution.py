"""More faults for ``polluted``: what other programs, printers and hands make of a whole file, rather than of a line."""

import random
from collections.abc import Callable, Sequence

from tests.reading.tables import Clean, after_end, end_of, some_row

Fault = Callable[[Clean, random.Random], str]


def _rewritten(write: Callable[[Sequence[str]], str]) -> Fault:
    """Every row written anew by ``write``, without the ends of lines inside of cells."""

    def fault(table: Clean, rng: random.Random) -> str:
        table.rows[:] = [[cell.replace("\n", " ") for cell in row] for row in table.rows]
        return "".join(write(row) + end_of(table.lines[0]) for row in table.rows)

    return fault


def _joined(mark: str, *, quote: str = '""') -> Callable[[Sequence[str]], str]:
    """Cells between ``mark``, those with the mark in them between the two characters of ``quote``."""

    def write(row: Sequence[str]) -> str:
        return mark.join(f"{quote[0]}{cell}{quote[-1]}" if mark in cell else cell for cell in row)

    return write


def _quoted(first: str, last: str, *, always: bool = False) -> Fault:
    def fault(table: Clean, rng: random.Random) -> str:
        mark = table.delimiter
        table.rows[:] = [[cell.replace("\n", " ").replace('"', "") for cell in row] for row in table.rows]
        lines = (mark.join(f"{first}{c}{last}" if always or mark in c else c for c in row) for row in table.rows)
        return "".join(line + end_of(table.lines[0]) for line in lines)

    return fault


def _backslashes(table: Clean, rng: random.Random) -> str:
    table.rows[:] = [[cell.replace("\n", " ") for cell in row] for row in table.rows]
    mark = table.delimiter
    rows = ([_escaped(cell) if '"' in cell or mark in cell else cell for cell in row] for row in table.rows)
    return "".join(mark.join(row) + end_of(table.lines[0]) for row in rows)


def _escaped(cell: str) -> str:
    return '"' + cell.replace('"', '\\"') + '"'


def _backslash_before_delimiters(table: Clean, rng: random.Random) -> str:
    table.rows[:] = [[cell.replace("\n", " ").replace('"', "") for cell in row] for row in table.rows]
    mark = table.delimiter
    return "".join(mark.join(c.replace(mark, f"\\{mark}") for c in r) + end_of(table.lines[0]) for r in table.rows)


def _line_in_quotes(table: Clean, rng: random.Random) -> str:
    """A CSV that was opened and saved as a table of one column."""
    table.rows[:] = [[cell.replace("\n", " ") for cell in row] for row in table.rows]
    lines = (_line(row, table) for row in table.rows)
    return "".join('"' + line.replace('"', '""') + '"' + end_of(table.lines[0]) for line in lines)


def _line(row: Sequence[str], table: Clean) -> str:
    mark = table.delimiter
    return mark.join('"' + c.replace('"', '""') + '"' if mark in c or '"' in c else c for c in row)


def _some(change: Callable[[str, Clean], str]) -> Fault:
    """A fault in a third of the rows."""
    return lambda table, rng: (
        table.lines[0] + "".join(change(line, table) if rng.random() < 0.34 else line for line in table.lines[1:])
    )


def _pages(*between: str) -> Fault:
    """Lines after every thirty rows, as a printer's pages."""

    def fault(table: Clean, rng: random.Random) -> str:
        break_ = "".join(
            line.replace("{h}", table.lines[0].rstrip("\r\n")) + end_of(table.lines[0]) for line in between
        )
        return "".join(break_ * (n % 30 == 15) + line for n, line in enumerate(table.lines))

    return fault


def _after(*more: str) -> Fault:
    return lambda table, rng: table.text + "".join(m.replace("{d}", table.delimiter) + "\n" for m in more)


def _second_table(table: Clean, rng: random.Random) -> str:
    other = ";" if table.delimiter != ";" else ","
    more = (other.join(row) for row in (("Kampagne", "Klik", "Pris"), *(("Maj", str(n), str(3 * n)) for n in range(9))))
    return table.text + "\n" + "\n".join(more) + "\n"


def _under_header(*cells: str) -> Fault:
    return lambda table, rng: (
        table.lines[0] + table.delimiter.join(cells) + end_of(table.lines[0]) + "".join(table.lines[1:])
    )


def _numbered(table: Clean, rng: random.Random) -> str:
    """A number before each row that the header says nothing of."""
    table.rows[1:] = [[str(n), *row] for n, row in enumerate(table.rows[1:], start=1)]
    numbered = (f"{n}{table.delimiter}{line}" for n, line in enumerate(table.lines[1:], start=1))
    return table.lines[0] + "".join(numbered)


def _longer_header(table: Clean, rng: random.Random) -> str:
    table.rows[0].append("Status")
    return after_end(table.lines[0], table.delimiter + "Status") + "".join(table.lines[1:])


def _empty_column(table: Clean, rng: random.Random) -> str:
    table.rows[:] = [[row[0], "", *(cell.replace("\n", " ") for cell in row[1:])] for row in table.rows]
    return "".join(_line(row, table) + end_of(table.lines[0]) for row in table.rows)


def _broken(table: Clean, rng: random.Random) -> str:
    """One row goes on in the next line, without quotation marks."""
    lines, row = list(table.lines), some_row(table, rng)
    place = lines[row].rfind(table.delimiter) + 1
    lines[row] = lines[row][:place] + end_of(lines[row]) + lines[row][place:]
    return "".join(lines)


def _thousands(table: Clean, rng: random.Random) -> str:
    """An amount with a comma before thousands, where a comma separates the fields."""
    lines, row = list(table.lines), some_row(table, rng)
    views = table.rows[row][2]
    if table.delimiter == "," and len(views) > 3:
        table.rows[row][2] = f"{views[:-3]},{views[-3:]}"
        lines[row] = lines[row].replace(views, table.rows[row][2], 1)
    return "".join(lines)


def _aligned(table: Clean, rng: random.Random) -> str:
    """Cells padded with spaces to the width of their columns."""
    table.rows[:] = [[cell.replace("\n", " ").replace('"', "") for cell in row] for row in table.rows]
    table.rows[:] = [[cell.replace(table.delimiter, " ") for cell in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*table.rows, strict=True)]
    mark = f" {table.delimiter} "
    lines = (mark.join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in table.rows)
    return "".join(line + end_of(table.lines[0]) for line in lines)


def _framed(table: Clean, rng: random.Random) -> str:
    """A table as a database's console prints it."""
    table.rows[:] = [[cell.replace("\n", " ").replace("|", " ") for cell in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*table.rows, strict=True)]
    frame = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in table.rows]
    return "\n".join([frame, lines[0], frame, *lines[1:], frame, f"{len(lines) - 1} rows in set (0.01 sec)", ""])


def _markdown(table: Clean, rng: random.Random) -> str:
    table.rows[:] = [[cell.replace("\n", " ").replace("|", " ") for cell in row] for row in table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in table.rows]
    return "\n".join([lines[0], "|" + "---|" * len(table.rows[0]), *lines[1:], ""])


def _spaced(table: Clean, rng: random.Random) -> str:
    return _rewritten(lambda row: f"{table.delimiter} ".join(c if table.delimiter not in c else f'"{c}"' for c in row))(
        table, rng
    )


WHOLE_FAULTS: dict[str, Fault] = {
    "two characters as delimiter": _rewritten(_joined("||")),
    "two semicolons as delimiter": _rewritten(lambda row: ";;".join(row)),
    "a caret as delimiter": _rewritten(_joined("^")),
    "a tilde as delimiter": _rewritten(_joined("~")),
    "a control character as delimiter": _rewritten(_joined("\x01")),
    "a paragraph mark as delimiter": _rewritten(_joined("§")),
    "single quotes": _quoted("'", "'"),
    "single quotes everywhere": _quoted("'", "'", always=True),
    "curly quotes": _quoted("“", "”"),
    "curly quotes everywhere": _quoted("”", "”", always=True),
    "quotes with backslashes": _backslashes,
    "delimiters with backslashes": _backslash_before_delimiters,
    "whole lines in quotes": _line_in_quotes,
    "trailing separator in some rows": _some(lambda line, t: after_end(line, t.delimiter)),
    "two trailing separators in some rows": _some(lambda line, t: after_end(line, t.delimiter * 2)),
    "spaces at the ends of lines": _some(lambda line, t: after_end(line, "  ")),
    "foreign commas at the ends": lambda table, rng: "".join(
        after_end(line, ",,,," if table.delimiter != "," else ";;;;") for line in table.lines
    ),
    "pages with headers": _pages("\fSide 2", "", "{h}"),
    "form feeds": _pages("\f"),
    "group headings": _pages("Butikker"),
    "rulers": _pages("----------------------------------------"),
    "second table with another delimiter": _second_table,
    "units under the header": _under_header("", "åååå-mm-dd", "antal", "kr.", "", ""),
    "types under the header": _under_header("text", "date", "int", "float", "text", "text"),
    "a ruler under the header": _under_header("------", "----", "------", "----", "----", "-----"),
    "numbers before the rows only": _numbered,
    "header one longer": _longer_header,
    "an empty column": _empty_column,
    "a row goes on in the next line": _broken,
    "thousands marked by the delimiter": _thousands,
    "aligned with spaces": _aligned,
    "framed": _framed,
    "markdown": _markdown,
    "spaces after the delimiter": _spaced,
    "footnotes with delimiters": _after(
        "", "* foreløbige tal; se note 2, side 4", "1) uden moms{d} uden gebyrer", "Kilde: eget system"
    ),
    "count of rows at the end": _after("", "(200 rows affected)"),
    "empty rows at the end": lambda table, rng: table.text + (table.delimiter * 5 + "\n") * 60,
    "an end mark": lambda table, rng: table.text + "\x1a",
    "bom before several lines": _some(lambda line, table: ("" if table.encoding == "cp1252" else "\ufeff") + line),
    "tabs around": _some(lambda line, table: "\t" + line if table.delimiter != "\t" else line),
}
