"""Lists of orders in which one order stands on several rows: distinct by the number or name of the order."""

import pytest

from core import pipeline
from core.model import Settings

HEADS = ("Date", "Source", "{}", "Product", "Revenue")


def _analysis(text):
    return pipeline.analyse(pipeline.load([("t.csv", text.encode())]), Settings())


def _list(head, number, *, orders=12, amount=lambda order, line: 100 + line):
    lines = [",".join(HEADS).format(head)]
    for i in range(orders):
        rows = range(1 + i % 2)
        lines += [f"2025-03-{i + 1:02d},{('Google', 'Mail')[i % 3 == 0]},{number(i)},Mug,{amount(i, k)}" for k in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Order", lambda i: f"#{1001 + i}"),
        ("Order", lambda i: 1001 + i),
        ("Orders", lambda i: f"SO-{1001 + i}"),
        ("Name", lambda i: f"#{1001 + i}"),
        ("Ordrenavn", lambda i: f"#{1001 + i}"),
        ("Bookingnummer", lambda i: f"B{1001 + i}"),
        ("Kvitto", lambda i: 50_001 + i),
    ],
)
def test_lines_of_one_order_are_one_order(head, number):
    result = _analysis(_list(head, number))
    aov = result.kpis["aov"]
    assert (aov.numerator, aov.denominator) == (12 * 100 + 6 * 101, 12)
    assert "order-lines" in {i.code for i in result.issues}


def test_orders_that_stand_on_one_row_each_are_counted_too():
    aov = _analysis(_list("Ordrenr", lambda i: 1001 + i, amount=lambda i, k: 100).replace("\n\n", "\n")).kpis["aov"]
    assert aov.denominator == 12


def test_the_amount_of_the_order_on_each_of_its_lines_counts_once():
    result = _analysis(_list("Order", lambda i: f"#{1001 + i}", amount=lambda i, k: 200 + i))
    assert result.kpis["aov"].numerator == sum(200 + i for i in range(12))
    assert "order-amount-once" in {i.code for i in result.issues}


@pytest.mark.parametrize(
    ("head", "total"),
    [
        ("Order total", 100),
        ("Ordrebeløb", 100),
        ("Fakturabeløb", 100),
        ("Order line revenue", 200),
        ("Ordrelinje værdi", 200),
        ("Beløb", 200),
    ],
)
def test_of_one_order_the_header_says_whether_its_amount_is_the_whole(head, total):
    lines = [f"Ordrenr;Dato;Salgskanal;{head}", *["1001;2025-05-01;Butik;100,00"] * 2]
    lines += [f"{1002 + i};2025-05-{2 + i:02d};Webshop;50,00" for i in range(4)]
    assert _analysis("\n".join(lines) + "\n").kpis["aov"].numerator == total + 200


@pytest.mark.parametrize(
    ("numbers", "orders"),
    [
        ((12, 30, 7, 41, 9, 12, 30, 22, 18), 181),
        ((1200, 300, 2500, 4100, 900, 1250, 3000, 2200), 15_450),
    ],
)
def test_counts_under_order_stay_counts(numbers, orders):
    rows = "\n".join(f"Shop {i},{n},{n * 100}" for i, n in enumerate(numbers))
    assert _analysis(f"Touchpoint,Order,Revenue\n{rows}\n").kpis["aov"].denominator == orders


def test_when_an_order_was_paid_is_no_amount():
    rows = "\n".join(f"#{1001 + i},k{i % 9},2025-03-{i + 1:02d} 10:00:0{i % 9},{100 + i},Web" for i in range(20))
    dataset = pipeline.load([("t.csv", f"Name,Customer ID,Paid at,Total,Source\n{rows}\n".encode())])
    columns = {c.header: c.field for c in dataset.files[0].sheets[0].columns}
    assert columns["Paid at"] in ("date", "ignore")
    assert columns["Total"] == "value"


def test_lines_that_only_the_first_is_paid_of_are_one_order_with_its_total():
    lines = "".join(
        f"#{1001 + i},k{i % 9},2025-03-{i + 1:02d} 10:00,{100 + i},{140 + i},2025-03-{i + 1:02d} 10:00,web\n"
        f"#{1001 + i},k{i % 9},,,,2025-03-{i + 1:02d} 10:00,web\n"
        for i in range(10)
    )
    aov = _analysis("Name,Customer ID,Paid at,Subtotal,Total,Created at,Source\n" + lines).kpis["aov"]
    assert (aov.numerator, aov.denominator) == (sum(140 + i for i in range(10)), 10)


def _pieces(price, count, *, head="Ordrenr", more=""):
    lines = [f"{head};Dato;Salgskanal;Vare;{count};{price}{more and ';' + more}"]
    for i in range(12):
        rows = range(1 + i % 2)
        extra = ";700,00" if more else ""
        lines += [
            f"{1001 + i};{i + 1:02d}-05-2025;{('Webshop', 'Butik')[i % 3 == 0]};Kop;{1 + k};12,50{extra}" for k in rows
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("price", "count"),
    [
        ("Stykpris", "Antal"),
        ("Pris pr. stk.", "Antal stk."),
        ("Enhedspris", "Mængde"),
        ("Pris", "Antal"),
        ("Unit price", "Quantity"),
        ("Price", "Qty"),
        ("Lineitem price", "Lineitem quantity"),
        ("À-pris", "Antal"),
        ("Styckpris", "Kvantitet"),
        ("Einzelpreis", "Menge"),
    ],
)
def test_what_a_piece_costs_times_how_many_is_what_a_line_brought(price, count):
    result = _analysis(_pieces(price, count))
    aov = result.kpis["aov"]
    assert (aov.numerator, aov.denominator) == (12 * 12.5 + 6 * 25, 12)
    (told,) = [i for i in result.issues if i.code == "amount-of-pieces"]
    assert told.values == {"column": price, "pieces": count}


@pytest.mark.parametrize("total", ["Beløb", "Total", "Linjetotal", "Omsætning"])
def test_an_amount_beside_the_price_of_a_piece_is_taken(total):
    result = _analysis(_pieces("Stykpris", "Antal", more=total))
    assert result.kpis["aov"].numerator in (700 * 12, 700 * 18)
    assert "amount-of-pieces" not in {i.code for i in result.issues}


def test_prices_without_an_order_are_no_sales():
    text = "Kontaktpunkt;Antal;Stykpris\nButik;3;12,50\nWebshop;4;20,00\n"
    assert "amount-of-pieces" not in {i.code for i in _analysis(text).issues}
