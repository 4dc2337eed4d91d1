"""How surely columns of numbers and dates are read. ``python -m tests.benchmarks.typing [columns] [seed]``

Columns are written as people write them in Danish, Swedish, English and German; a tenth can truly be read two ways.
Wanted: none silently wrong, a question for all ambiguous ones, and for at most 1 % of the rest.
"""

import datetime as dt
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.cleaning import build_dataset
from core.columns import map_sheet
from core.model import CellKind, Dataset, GridColumn, RawSheet, Settings, Workbook

LANGUAGES = ("da", "sv", "en", "de")
QUESTIONS = frozenset({"ambiguous-number", "ambiguous-date", "mixed-marks", "mixed-dates"})
ROWS = (4, 30)
SEED = 20250503


@dataclass(frozen=True, slots=True)
class Labelled:
    """A column as it was written: ``truth`` per cell (None: nothing), not given where ``ambiguous``."""

    style: str
    header: str
    cells: tuple[str, ...]
    truth: tuple[float | dt.date | None, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a column."""

    column: Labelled
    asked: bool
    right: bool
    told: tuple[str, ...]


# --- numbers ---------------------------------------------------------------------------------------------------------

MARKS = {
    "da": ((",", "."), (",", "."), (",", ""), (",", " "), (",", "\u00a0")),
    "sv": ((",", " "), (",", "\u00a0"), (",", "\u202f"), (",", ""), (",", ".")),
    "en": ((".", ","), (".", ","), (".", "")),
    "de": ((",", "."), (",", "."), (",", ""), (".", "'"), (".", "’")),
}
MONEY = {
    "da": ("Omsætning", "Omkostning", "Fortjeneste"),
    "sv": ("Omsättning", "Kostnad", "Vinst"),
    "en": ("Revenue", "Cost", "Profit"),
    "de": ("Umsatz", "Kosten", "Gewinn"),
}
COUNTS = {
    "da": ("Besøg", "Klik", "Ordrer"),
    "sv": ("Besök", "Klick", "Ordrar"),
    "en": ("Visits", "Clicks", "Orders"),
    "de": ("Besuche", "Klicks", "Bestellungen"),
}
SHARES = {"da": "Dækningsgrad", "sv": "Täckningsgrad", "en": "Margin", "de": "Marge"}
SCORES = {"da": "Bedømmelse", "sv": "Betyg", "en": "Rating", "de": "Bewertung"}
AFFIXES: dict[str, tuple[tuple[str, str], ...]] = {
    "da": (("", " kr."), ("kr. ", ""), ("", " DKK"), ("DKK ", ""), ("", " kr"), ("kr ", "")),
    "sv": (("", " kr"), ("", " SEK"), ("SEK ", ""), ("", ":-"), ("", "kr")),
    "en": (("$", ""), ("£", ""), ("€", ""), ("USD ", ""), ("", " USD")),
    "de": (("", " €"), ("€ ", ""), ("", " EUR"), ("", "€")),
}
UNITS = {
    "da": (" stk.", " besøg", " klik", " kunder", " gange"),
    "sv": (" st", " st.", " besök", " klick", " kunder"),
    "en": (" pcs", " visits", " clicks", " units", " times"),
    "de": (" Stk.", " Stück", " Besuche"),
}
ABOUT = {"da": "ca. ", "sv": "ca ", "en": "approx. ", "de": "ca. "}
NOTHING = {
    "da": ("-", "ikke oplyst", "n/a", ""),
    "sv": ("-", "saknas", "", "–"),
    "en": ("-", "n/a", ""),
    "de": ("-", "k.A.", ""),
}
THOUSANDS = {"da": " tkr.", "sv": " tkr", "en": "k", "de": " Tsd."}
MILLIONS = {"da": " mio. kr.", "sv": " mkr", "en": "m", "de": " Mio. €"}


def written(value: float, decimals: int, marks: tuple[str, str]) -> str:
    """``value`` with its decimals and groups of thousands."""
    whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
    text = whole.replace(",", marks[1]) + (marks[0] + rest if rest else "")
    return f"-{text}" if value < 0 else text


def _rows(dice: random.Random) -> int:
    return dice.randint(*ROWS)


def money(dice: random.Random, lang: str) -> Labelled:
    """Amounts with two decimals or none, with or without currency, sometimes negative in one of the usual ways."""
    marks, decimals = dice.choice(MARKS[lang]), dice.choice((0, 2, 2, 1))
    top = dice.choice((900, 9_000, 90_000, 2_000_000))
    values = [round(dice.uniform(0, top), decimals) for _ in range(_rows(dice))]
    before, after = dice.choice((("", ""), *AFFIXES[lang]))
    style = dice.choice(("plain", "plain", "minus", "trailing", "brackets", "typographic"))
    values = [-v if style != "plain" and dice.random() < 0.2 else v for v in values]
    cells = [before + _signed(written(abs(v), decimals, marks), v < 0, style) + after for v in values]
    if dice.random() < 0.2 and lang in ("da", "sv") and decimals == 0 and style == "plain":
        cells = [f"{written(v, 0, marks)},-" for v in values]
    header = MONEY[lang][2] if style != "plain" else dice.choice(MONEY[lang][:2])
    return _with_gaps(dice, lang, f"money {style} {marks}", header, cells, values)


def _signed(text: str, negative: bool, style: str) -> str:
    if not negative:
        return text
    return {"trailing": f"{text}-", "brackets": f"({text})", "typographic": f"\u2212{text}"}.get(style, f"-{text}")


def counts(dice: random.Random, lang: str) -> Labelled:
    """Whole numbers, with groups or without, sometimes with a unit or an "about"."""
    marks = dice.choice(MARKS[lang])
    top = dice.choice((90, 900, 9_000, 80_000, 5_000_000))
    values = [float(dice.randint(0, top)) for _ in range(_rows(dice))]
    after = dice.choice(("", "", "", *UNITS[lang]))
    before = ABOUT[lang] if dice.random() < 0.1 else ""
    cells = [before + written(v, 0, marks) + after for v in values]
    return _with_gaps(dice, lang, f"count {marks}{after}", dice.choice(COUNTS[lang]), cells, values)


def shares(dice: random.Random, lang: str) -> Labelled:
    """Percentages, the sign in the cells or in the header."""
    decimals, marks = dice.choice((0, 1, 2)), (dice.choice(MARKS[lang])[0], "")
    values = [round(dice.uniform(0.5, 95), decimals) for _ in range(_rows(dice))] + [37.0]
    sign = dice.choice((" %", "%", "\u00a0%"))
    if dice.random() < 0.5:
        cells = [written(v, decimals, marks) + sign for v in values]
        return _with_gaps(dice, lang, "percent in cells", SHARES[lang], cells, [v / 100 for v in values])
    cells = [written(v, decimals, marks) for v in values]
    return _with_gaps(dice, lang, "percent in header", f"{SHARES[lang]} %", cells, [v / 100 for v in values])


def scores(dice: random.Random, lang: str) -> Labelled:
    """Marks of 1 to 5 with up to three decimals."""
    decimals, marks = dice.choice((0, 1, 1, 2, 3)), (dice.choice(MARKS[lang])[0], "")
    values = [round(dice.uniform(1, 5), decimals) for _ in range(_rows(dice))]
    outof = dice.choice(("", "", "/5")) if decimals < 3 else ""
    cells = [written(v, decimals, marks) + outof for v in values]
    return _with_gaps(dice, lang, f"score {decimals} {marks[0]}{outof}", SCORES[lang], cells, values)


def scaled(dice: random.Random, lang: str) -> Labelled:
    """Thousands and millions said in the cells."""
    marks = (dice.choice(MARKS[lang])[0], "")
    unit, factor = dice.choice(((THOUSANDS[lang], 1e3), (MILLIONS[lang], 1e6)))
    values = [round(dice.uniform(0.2, 99), 1) for _ in range(_rows(dice))]
    cells = [written(v, 1, marks) + unit for v in values]
    return _with_gaps(dice, lang, f"scaled{unit}", MONEY[lang][0], cells, [v * factor for v in values])


def _with_gaps(
    dice: random.Random, lang: str, style: str, header: str, cells: list[str], values: list[float]
) -> Labelled:
    truth: list[float | None] = list(values)
    if dice.random() < 0.3:
        at = dice.randrange(len(cells))
        cells[at], truth[at] = dice.choice(NOTHING[lang]), None
    return Labelled(f"{lang} {style}", header, tuple(cells), tuple(truth), _is_open(cells))


def _is_open(cells: Sequence[str]) -> bool:
    """Whether every number makes sense with its mark before thousands and before decimals, and some have a mark."""
    bodies = ["".join(c for c in cell if c.isdigit() or c in ".,'’ \u00a0\u202f").strip(" .,") for cell in cells]
    bodies = [body for body in bodies if body]
    marked = [body for body in bodies if not body.isdigit()]
    return (
        bool(marked) and all(_both(body) for body in marked) and len({c for b in marked for c in b if c in ".,"}) == 1
    )


def _both(body: str) -> bool:
    for mark in ".,":
        whole, found, rest = body.partition(mark)
        if found and whole.isdigit() and rest.isdigit() and len(rest) == 3 and 1 <= len(whole) <= 3:
            return whole[0] != "0"
    return False


def open_numbers(dice: random.Random, lang: str) -> Labelled:
    """1.234 and nothing that tells thousands from decimals."""
    mark = "," if lang == "en" else "."
    values = [float(dice.randint(1_000, 999_999)) for _ in range(_rows(dice))]
    header = dice.choice((*MONEY[lang][:2], *COUNTS[lang], SCORES[lang]))
    cells = [written(v, 0, ("", mark)) for v in values]
    cells += [str(dice.randint(1, 99))] if dice.random() < 0.3 else []
    return Labelled(f"{lang} open number", header, tuple(cells), (), True)


# --- dates -----------------------------------------------------------------------------------------------------------

DATES = {"da": "Dato", "sv": "Datum", "en": "Date", "de": "Datum"}
_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_DAYS = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
}
MONTHS = {lang: names.split() for lang, names in _MONTHS.items()}
DAYS = {lang: names.split() for lang, names in _DAYS.items()}
WEEKS = {"da": "uge {}, {}", "sv": "v. {} {}", "en": "Week {} {}", "de": "KW {} {}"}
QUARTERS = {"da": "{}. kvartal {}", "sv": "Q{} {}", "en": "Q{} {}", "de": "Q{}/{}"}
Write = Callable[[dt.date, str], str]
DAY_STYLES: dict[str, tuple[Write, tuple[str, ...]]] = {
    "iso": (lambda d, _: d.isoformat(), LANGUAGES),
    "iso time": (lambda d, _: f"{d.isoformat()} 14:05:59", LANGUAGES),
    "iso zulu": (lambda d, _: f"{d.isoformat()}T08:15:00Z", LANGUAGES),
    "compact": (lambda d, _: f"{d:%Y%m%d}", LANGUAGES),
    "points": (lambda d, _: f"{d:%d.%m.%Y}", ("da", "de")),
    "short points": (lambda d, _: f"{d.day}.{d.month}.{d:%y}", ("da", "de")),
    "points, time": (lambda d, _: f"{d:%d.%m.%Y} 14.05", ("da", "de")),
    "slashes": (lambda d, _: f"{d:%d/%m/%Y}", ("da", "en")),
    "hyphens": (lambda d, _: f"{d:%d-%m-%Y}", ("da", "de")),
    "short hyphens": (lambda d, _: f"{d:%d-%m-%y}", ("da",)),
    "d/m-y": (lambda d, _: f"{d.day}/{d.month}-{d:%y}", ("da", "sv")),
    "d/m y": (lambda d, _: f"{d.day}/{d.month} {d.year}", ("da", "sv")),
    "american": (lambda d, _: f"{d.month}/{d.day}/{d.year}", ("en",)),
    "american time": (lambda d, _: f"{d.month}/{d.day}/{d:%y} 2:30 PM", ("en",)),
    "short iso": (lambda d, _: f"{d:%y-%m-%d}", ("sv",)),
    "six digits": (lambda d, _: f"{d:%y%m%d}", ("sv",)),
    "named": (lambda d, lang: f"{d.day}{'.' * (lang in 'da de')} {MONTHS[lang][d.month - 1]} {d.year}", LANGUAGES),
    "den": (lambda d, lang: f"den {d.day} {MONTHS[lang][d.month - 1]} {d.year}", ("sv", "da")),
    "short named": (lambda d, lang: f"{d.day}. {MONTHS[lang][d.month - 1][:3]}. {d.year}", ("da", "de")),
    "hyphen named": (lambda d, lang: f"{d:%d}-{MONTHS[lang][d.month - 1][:3]}-{d:%y}", ("da", "sv", "en")),
    "american named": (lambda d, lang: f"{MONTHS[lang][d.month - 1]} {d.day}, {d.year}", ("en",)),
    "weekday": (
        lambda d, lang: f"{DAYS[lang][d.weekday()]} den {d.day}. {MONTHS[lang][d.month - 1]} {d.year}",
        ("da",),
    ),
    "weekday comma": (
        lambda d, lang: f"{DAYS[lang][d.weekday()]}, {d.day} {MONTHS[lang][d.month - 1]} {d.year}",
        ("en",),
    ),
    "serial": (lambda d, _: str((d - dt.date(1899, 12, 30)).days), LANGUAGES),
}
MONTH_STYLES: dict[str, tuple[Write, tuple[str, ...]]] = {
    "month name": (lambda d, lang: f"{MONTHS[lang][d.month - 1]} {d.year}", LANGUAGES),
    "short month": (lambda d, lang: f"{MONTHS[lang][d.month - 1][:3]}-{d:%y}", LANGUAGES),
    "iso month": (lambda d, _: f"{d:%Y-%m}", LANGUAGES),
    "month number": (lambda d, _: f"{d:%m/%Y}", LANGUAGES),
    "compact month": (lambda d, _: f"{d:%Y%m}", LANGUAGES),
}


def days(dice: random.Random, lang: str) -> Labelled:
    """Days within two years, one of them after the twelfth, in one of the language's ways."""
    style = dice.choice([name for name, (_, languages) in DAY_STYLES.items() if lang in languages])
    start = dt.date(dice.randint(2019, 2025), 1, 1)
    found = [start + dt.timedelta(days=dice.randrange(700)) for _ in range(max(8, _rows(dice)))]
    found += [d.replace(day=dice.randint(13, 28)) for d in found[:3]]
    dice.shuffle(found)
    cells = tuple(DAY_STYLES[style][0](d, lang) for d in found)
    return Labelled(f"{lang} {style}", DATES[lang], cells, tuple(found), False)


def months(dice: random.Random, lang: str) -> Labelled:
    """The months of a year or two."""
    style = dice.choice(list(MONTH_STYLES))
    year, number = dice.randint(2019, 2025), dice.randint(4, 24)
    found = [dt.date(year + i // 12, i % 12 + 1, 1) for i in range(number)]
    return Labelled(
        f"{lang} {style}", DATES[lang], tuple(MONTH_STYLES[style][0](d, lang) for d in found), tuple(found), False
    )


def weeks(dice: random.Random, lang: str) -> Labelled:
    """Weeks or quarters of a year."""
    year = dice.randint(2019, 2025)
    if dice.random() < 0.5:
        numbers = dice.sample(range(1, 53), 10)
        cells = tuple(WEEKS[lang].format(n, year) for n in numbers)
        return Labelled(
            f"{lang} week", DATES[lang], cells, tuple(dt.date.fromisocalendar(year, n, 1) for n in numbers), False
        )
    pairs = [(q, y) for y in (year, year + 1) for q in (1, 2, 3, 4)]
    cells = tuple(QUARTERS[lang].format(q, y) for q, y in pairs)
    return Labelled(f"{lang} quarter", DATES[lang], cells, tuple(dt.date(y, 3 * q - 2, 1) for q, y in pairs), False)


def open_dates(dice: random.Random, lang: str) -> Labelled:
    """Days up to the twelfth with slashes or hyphens: nothing says whether the month comes first."""
    year, mark = dice.randint(2019, 2025), dice.choice("/-" if lang != "en" else "/")
    pairs = [(dice.randint(1, 12), dice.randint(1, 12)) for _ in range(_rows(dice))] + [(3, 5)]
    pad = "02" if dice.random() < 0.6 else ""
    cells = tuple(f"{a:{pad}}{mark}{b:{pad}}{mark}{year}" for a, b in pairs)
    return Labelled(f"{lang} open date", DATES[lang], cells, (), True)


MAKERS = ((money, 26), (counts, 18), (shares, 8), (scores, 8), (scaled, 4), (days, 24), (months, 6), (weeks, 4))
OPEN = ((open_numbers, 6), (open_dates, 4))


def labelled(number: int, seed: int = SEED) -> list[Labelled]:
    """``number`` columns, about a tenth of them ambiguous; the same for the same seed."""
    dice = random.Random(seed)
    found = []
    for i in range(number):
        makers = OPEN if i % 10 == 0 else MAKERS
        maker = dice.choices([m for m, _ in makers], [w for _, w in makers])[0]
        found.append(_settled(maker, dice, LANGUAGES[i // 10 % 4], ambiguous=i % 10 == 0))
    return found


def _settled(maker: Callable[..., Labelled], dice: random.Random, lang: str, *, ambiguous: bool) -> Labelled:
    """A column that is ambiguous if that is wanted, and only then."""
    while (column := maker(dice, lang)).ambiguous != ambiguous:
        pass
    return column


# --- reading them ----------------------------------------------------------------------------------------------------


def judge(column: Labelled) -> Outcome:
    """The column as the second of a table of touchpoints."""
    dataset, _ = read(column.header, column.cells)
    codes = tuple(i.code for i in dataset.issues)
    asked = not QUESTIONS.isdisjoint(codes)
    return Outcome(column, asked, column.ambiguous or _is_right(column, dataset), codes)


def read(header: str, cells: Sequence[str]) -> tuple[Dataset, str]:
    """The dataset of a table of touchpoints with this column beside their names, and the field that it means."""
    names = [f"Punkt {i}" for i in range(len(cells))]
    sheet = RawSheet("A", (_grid(["Kontaktpunkt", *names]), _grid([header, *cells])))
    found = map_sheet(sheet, settings=Settings())
    dataset = build_dataset([Workbook("a.csv", "", "csv", (sheet,))], {(0, 0): found}, settings=Settings())
    return dataset, found.columns[1].field


def _grid(cells: Sequence[str]) -> GridColumn:
    texts = np.empty(len(cells), dtype=object)
    texts[:] = cells
    return GridColumn(texts, np.array([CellKind.TEXT if c else CellKind.EMPTY for c in cells], dtype=np.int8))


def _is_right(column: Labelled, dataset: Dataset) -> bool:
    rows = dataset.rows
    if isinstance(column.truth[0] or column.truth[1], dt.date):
        return [None if v != v else v.date() for v in rows["date"]] == list(column.truth)
    fields = list(rows.columns[8:])
    if len(fields) != 1:
        return False
    wanted = np.array([np.nan if v is None else v for v in column.truth], dtype=float)
    return bool(np.allclose(rows[fields[0]].to_numpy(), wanted, rtol=1e-9, atol=1e-9, equal_nan=True))


def main(number: int, seed: int) -> None:
    """Prints the figures and every column that was not read as wanted."""
    outcomes = [judge(column) for column in labelled(number, seed)]
    ambiguous = [o for o in outcomes if o.column.ambiguous]
    rest = [o for o in outcomes if not o.column.ambiguous]
    print(f"{len(outcomes)} columns, {len(ambiguous)} of them ambiguous (seed {seed})")
    print(f"  silently wrong          {sum(not o.right and not o.asked for o in outcomes)}")
    print(f"  asked where ambiguous   {sum(o.asked for o in ambiguous) / len(ambiguous):.1%}")
    print(f"  asked where clear       {sum(o.asked for o in rest) / len(rest):.2%}")
    for o in outcomes:
        if o.asked != o.column.ambiguous or not o.right:
            print("  x", o.column.style, o.column.header, o.column.cells[:6], o.told)


if __name__ == "__main__":
    main(*(int(a) for a in [*sys.argv[1:], *("2000", str(SEED))[len(sys.argv) - 1 :]]))
