"""The three invented businesses, and how each keeps its sheet. What is planted in them stands in ``truths.toml``."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Write = Callable[[float], Any]


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """What one touchpoint does in an average period; None = this business does not measure it there.

    ``click`` of the impressions, ``lead`` and ``sale`` of the visits are shares; ``order`` is the value of a sale;
    ``score`` is a share satisfied, a rating or an NPS, whichever the workbook keeps, over ``answers`` answers.
    ``growth`` is the change per period; ``only`` limits the answers to these periods (0-based).
    """

    name: str
    impressions: float | None = None
    click: float = 0.0
    visits: float | None = None
    lead: float | None = None
    sale: float | None = None
    order: float | None = None
    cost: float | None = None
    score: float | None = None
    answers: float | None = None
    reply: float | None = None
    effort: int | None = None
    growth: float = 0.0
    only: tuple[int, ...] | None = None
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a sample sheet: its header, what it holds, and how the owner types it."""

    header: str
    key: str
    write: Write = round
    number_format: str = "General"
    width: int = 12
    total: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A business's own sheet: lines above the table, its columns, its touchpoints, period by period."""

    file: str
    title: str
    lines: tuple[str, ...]
    sheet: str
    notes_sheet: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    touchpoints: tuple[Touchpoint, ...]
    periods: tuple[Any, ...]
    groups: tuple[tuple[str, float, float], ...] = (("", 1.0, 0.0),)  # segment, share of the volume, shift of the score
    scores_within: tuple[float, float] = (0.0, 1.0)
    score_spread: float = 0.04
    total_label: str
    colour: str


def comma(decimals: int, thousands: str) -> Write:
    """A number typed as text the Nordic way: ``comma(2, ".")`` writes 18.500,00."""

    def write(value: float) -> str:
        return f"{value:,.{decimals}f}".translate(str.maketrans({",": thousands, ".": ","}))

    return write


def percent(value: float) -> str:
    """A share typed as text: 82 %."""
    return f"{round(100 * value)} %"


def months(year: int, count: int) -> tuple[dt.date, ...]:
    """The first day of each month."""
    return tuple(dt.date(year, month, 1) for month in range(1, count + 1))


WEBSHOP = Sheet(
    file="dansk-webshop.xlsx",
    title="Kontaktpunkter – butik og webshop, 1. halvår 2025",
    lines=(
        "Tal fra webshoppen, Google Analytics, kassen og spørgeskemaet efter køb. Beløb er inkl. moms.",
        "Besøg = på siden, gennem døren eller henvendelser. Tilfredshed = andel, der svarer 4 eller 5 af 5.",
    ),
    sheet="Kontaktpunkter",
    notes_sheet="Noter",
    notes=(
        "Februar: dørtælleren var i stykker i to dage, tallet er skønnet.",
        "Annoncen i lokalavisen kører fast hver måned. Vi ved ikke, hvad den giver.",
        "Ny betalingsløsning i webshoppen siden december.",
    ),
    columns=(
        Column("Kontaktpunkt", "touchpoint", width=26),
        Column("Måned", "period", number_format="mmm\\ yyyy", width=10),
        Column("Visninger", "impressions", number_format="#,##0"),
        Column("Klik", "clicks", number_format="#,##0", width=9),
        Column("Besøg", "visits", number_format="#,##0", width=9, total=True),
        Column("Antal køb", "sales", width=9, total=True),
        Column("Omsætning (kr.)", "revenue", comma(2, "."), width=15, total=True),
        Column("Udgift (kr.)", "cost", lambda v: round(v, -1), '#,##0\\ "kr."', width=13, total=True),
        Column("Tilfredshed (%)", "score", percent, width=12),
        Column("Antal svar", "answers", width=8, total=True),
        Column("Svartid (timer)", "reply", comma(1, "."), width=10),
        Column("Indsats (1-5)", "effort", width=8),
        Column("Bemærkning", "note", width=44),
    ),
    touchpoints=(
        Touchpoint(name="Google Ads", impressions=61_000, click=0.034, sale=0.021, order=498, cost=9_800, effort=2),
        Touchpoint(name="Facebook-annoncer", impressions=118_000, click=0.0125, sale=0.0155, order=455,
                   cost=6_400, effort=2),
        Touchpoint(name="Instagram", impressions=74_000, click=0.0115, sale=0.016, order=440, effort=3, growth=0.03),
        Touchpoint(name="Annonce i lokalavisen", cost=4_500, effort=1,
                   note="Fast aftale, faktura hver måned"),
        Touchpoint(name="Anmeldelser på Trustpilot", visits=640, sale=0.022, order=505, score=0.83,
                   answers=24, effort=3),
        Touchpoint(name="Produktside", visits=9_400, score=0.79, answers=46, effort=4),
        Touchpoint(name="Checkout", visits=2_950, sale=0.255, order=512, score=0.58, answers=64, effort=2,
                   note="Ny betalingsløsning siden december"),
        Touchpoint(name="Fysisk butik", visits=1_380, sale=0.41, order=386, score=0.88, answers=31, effort=4),
        Touchpoint(name="Click & collect", visits=268, sale=0.86, order=420, score=0.86, answers=22, effort=3),
        Touchpoint(name="Gaveindpakning", visits=52, score=0.0, answers=1, only=(1, 4), effort=1,
                   note="Kun to svar indtil nu"),
        Touchpoint(name="Ordrebekræftelse", visits=790, score=0.9, answers=38, effort=1),
        Touchpoint(name="Levering", visits=700, cost=27_500, score=0.67, answers=88, effort=3),
        Touchpoint(name="Kundeservice på telefon", visits=158, score=0.85, answers=26, reply=0.2, effort=3),
        Touchpoint(name="Kundeservice på mail", visits=390, score=0.64, answers=29, reply=34.0, effort=2),
        Touchpoint(name="Returnering", visits=96, score=0.6, answers=21, effort=3),
        Touchpoint(name="Nyhedsbrev til kundeklubben", impressions=10_400, click=0.06, sale=0.034, order=470,
                   cost=690, effort=1, growth=0.02),
    ),
    periods=months(2025, 6),
    total_label="I alt",
    colour="FFF2CC",
)  # fmt: skip

B2B = Sheet(
    file="svensk-b2b.xlsx",
    title="Kundresan 2024 – kontaktpunkter per kvartal",
    lines=(
        "Underlag: CRM, webbstatistik och kundenkäten. Belopp i kr exkl. moms.",
        "Besök = besök på sidan, samtal eller möten. NPS enligt enkäten (0–10). Små företag = under 50 anställda.",
    ),
    sheet="Kundresa",
    notes_sheet="Anteckningar",
    notes=(
        "Mässan i mars ställdes in och flyttades till hösten.",
        "Svarstid räknas under kontorstid.",
    ),
    columns=(
        Column("Kontaktpunkt", "touchpoint", width=26),
        Column("Kvartal", "period", width=10),
        Column("Segment", "segment", width=15),
        Column("Visningar", "impressions", number_format="#,##0"),
        Column("Klick", "clicks", number_format="#,##0", width=8),
        Column("Besök", "visits", number_format="#,##0", width=8, total=True),
        Column("Leads", "leads", width=8, total=True),
        Column("Vunna affärer", "sales", width=9, total=True),
        Column("Intäkter (kr)", "revenue", lambda v: round(v, -2), '#,##0\\ "kr"', width=15, total=True),
        Column("Kostnad (kr)", "cost", comma(2, "\u00a0"), width=14, total=True),
        Column("NPS", "score", width=7),
        Column("Antal svar", "answers", width=8, total=True),
        Column("Svarstid (timmar)", "reply", comma(1, " "), width=10),
        Column("Arbetsinsats (1–5)", "effort", width=11),
    ),
    touchpoints=(
        Touchpoint(name="Webbplats", visits=5_200, lead=0.021, score=46, answers=34, effort=4),
        Touchpoint(name="LinkedIn-annonser", impressions=96_000, click=0.0072, lead=0.034, cost=31_000, effort=2),
        Touchpoint(name="Google-annonser", impressions=38_000, click=0.026, lead=0.041, cost=24_000, effort=2),
        Touchpoint(name="Mässor", visits=310, lead=0.24, cost=78_000, score=41, answers=18, effort=5),
        Touchpoint(name="White paper", visits=420, lead=0.19, cost=9_000, effort=3),
        Touchpoint(name="Rekommendation från kund", visits=46, lead=0.62, effort=2),
        Touchpoint(name="Säljmöte", visits=168, sale=0.235, order=61_000, score=-3, answers=24, effort=3),
        Touchpoint(name="Offert", visits=164, sale=0.240, order=61_500, score=-3, answers=24, effort=3),
        Touchpoint(name="Webbdemo", visits=128, sale=0.29, order=58_000, score=38, answers=24, effort=2),
        Touchpoint(name="Avtal", visits=84, score=39, answers=19, effort=4),
        Touchpoint(name="Orderportal", visits=310, score=35, answers=26, effort=3),
        Touchpoint(name="Onboarding", visits=88, score=37, answers=30, effort=4),
        Touchpoint(name="Support via telefon", visits=420, score=42, answers=46, reply=0.4, effort=3),
        Touchpoint(name="Support via e-post", visits=690, score=28, answers=58, reply=12.0, effort=2),
        Touchpoint(name="Fakturering", visits=520, score=33, answers=34, effort=2),
        Touchpoint(name="Uppföljningsmöte", visits=96, score=52, answers=28, effort=3),
    ),
    periods=("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"),
    groups=(("Små företag", 0.64, -2.0), ("Stora företag", 0.36, 3.0)),
    scores_within=(-100, 100),
    score_spread=0.02,
    total_label="Summa",
    colour="DDEBF7",
)  # fmt: skip

CLINIC = Sheet(
    file="english-clinic.xlsx",
    title="Patient touchpoints Jan-Jun 2025",
    lines=(
        "From the booking system, the phone log and the feedback cards (1 = poor, 5 = excellent).",
        "Visits = people who met us there that month, online or in the building. Fees are net of refunds.",
    ),
    sheet="Touchpoints",
    notes_sheet="Notes",
    notes=(
        "Phone answer time is the monthly average from the phone provider, queue included.",
        "Word of mouth: we ask new patients at the front desk how they heard about us.",
    ),
    columns=(
        Column("Touchpoint", "touchpoint", width=26),
        Column("Month", "period", number_format="mmm\\-yy", width=9),
        Column("Impressions", "impressions", number_format="#,##0"),
        Column("Clicks", "clicks", number_format="#,##0", width=8),
        Column("Visits", "visits", number_format="#,##0", width=9, total=True),
        Column("Bookings", "sales", width=9, total=True),
        Column("Revenue (£)", "revenue", lambda v: round(v, 2), '"£"#,##0.00', width=13, total=True),
        Column("Cost (£)", "cost", lambda v: round(v, 2), '"£"#,##0.00', width=11, total=True),
        Column("Rating (1-5)", "score", lambda v: round(v, 1), "0.0", width=8),
        Column("Number of answers", "answers", width=10, total=True),
        Column("Response time (min)", "reply", lambda v: round(v, 1), "0.0", width=11),
        Column("Effort (1-5)", "effort", width=8),
        Column("Comment", "note", width=40),
    ),
    touchpoints=(
        Touchpoint(name="Google Ads", impressions=14_500, click=0.045, sale=0.061, order=68, cost=640, effort=2),
        Touchpoint(name="Facebook", impressions=21_000, click=0.011, sale=0.034, order=64, cost=210, effort=2),
        Touchpoint(name="Google reviews", visits=390, sale=0.085, order=70, score=4.6, answers=12, effort=2),
        Touchpoint(name="GP referral", visits=84, effort=4),
        Touchpoint(name="Word of mouth", visits=58, effort=3),
        Touchpoint(name="Leaflet", cost=180, effort=1,
                   note="Printed in January, handed out all spring"),
        Touchpoint(name="Front desk", visits=1_120, score=4.4, answers=96, effort=2),
        Touchpoint(name="Waiting room", visits=1_090, score=3.5, answers=38, effort=2,
                   note="Often 25 minutes behind on Mondays"),
        Touchpoint(name="Consultation", visits=1_060, sale=0.86, order=74, score=4.7, answers=118, effort=5),
        Touchpoint(name="Card terminal at the desk", visits=1_010, score=4.3, answers=34, effort=2),
        Touchpoint(name="Phone support", visits=760, score=3.27, answers=24, reply=11.0, effort=2),
        Touchpoint(name="Follow-up email", visits=980, score=4.5, answers=41, effort=1),
        Touchpoint(name="Invoice by post", visits=310, score=3.9, answers=23, cost=340, effort=2),
        Touchpoint(name="Feedback survey", visits=640, score=4.2, answers=52, effort=1),
    ),
    periods=months(2025, 6),
    scores_within=(1, 5),
    score_spread=0.03,
    total_label="Total",
    colour="E2EFDA",
)  # fmt: skip

SHEETS = (WEBSHOP, B2B, CLINIC)
