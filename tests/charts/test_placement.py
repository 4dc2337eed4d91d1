"""Labels and marks stay inside their box, and none covers another."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.beside import Point, box_beside, labels_beside
from core.charts.led import labels_led
from core.charts.placement import Box, Item, Placed, fit, line_height, needed_height, place, text_width

SIZE = 12


@pytest.mark.parametrize(
    ("text", "width", "lines", "found"),
    [
        ("Checkout", 100, 1, ("Checkout",)),
        ("Product description page", 90, 2, ("Product", "description p…")),
        ("Product description page", 90, 3, ("Product", "description", "page")),
        ("Kundetilfredshedsundersøgelse", 100, 2, ("Kundetilfredshe-", "dsundersøgelse")),
        ("Follow-up e-mail", 60, 2, ("Follow-up", "e-mail")),
        ("Facebook-annonser", 70, 2, ("Facebook-", "annonser")),
        ("", 50, 2, ()),
        ("Webshop", 5, 1, ()),
    ],
)
def test_text_is_broken_between_words_then_within_then_cut(text, width, lines, found):
    assert fit(text, width=width, size=SIZE, lines=lines) == found


@pytest.mark.parametrize(("narrow", "wide"), [("illl", "mmmm"), ("abc", "ABC"), ("ab", "abc"), ("ab", "漢字")])
def test_wide_letters_take_more_room(narrow, wide):
    assert text_width(narrow, SIZE) < text_width(wide, SIZE)


def test_few_items_stand_below_each_other_with_their_labels_in_line():
    placed = place([Item("a", "Chat", 15), Item("b", "Mail", 5)], Box(10, 20, 200, 90), size=SIZE)
    assert [p.lines for p in placed] == [("Chat",), ("Mail",)]
    assert len({p.x for p in placed}) == len({p.label_x for p in placed}) == 1
    assert placed[0].y < placed[1].y


def test_the_most_important_keep_their_labels_where_not_all_fit():
    items = [Item(str(n), f"Touchpoint {n}", 5) for n in range(30)]
    placed = place(items, Box(0, 0, 110, 100), size=SIZE)
    labelled = [p.key for p in placed if p.lines]
    assert labelled == [str(n) for n in range(len(labelled))]
    assert 0 < len(labelled) < 30


@pytest.mark.parametrize("count", [1, 4, 9, 25])
def test_the_needed_height_is_enough_for_every_label(count):
    items = [Item(str(n), f"Touchpoint {n}", 6 + n % 5) for n in range(count)]
    height = needed_height(items, 240, size=SIZE)
    assert all(p.lines for p in place(items, Box(0, 0, 240, height), size=SIZE))


names = st.text(alphabet="abcæøå mW-", min_size=0, max_size=40)
items_of = st.lists(st.tuples(names, st.floats(3, 18), st.booleans()), max_size=60)


@settings(max_examples=60)
@given(items_of, st.floats(60, 300), st.floats(40, 200))
def test_everything_is_placed_inside_and_apart(drawn, width, height):
    items = [Item(str(n), name, radius, labelled) for n, (name, radius, labelled) in enumerate(drawn)]
    box = Box(7, 3, width, height)
    placed = place(items, box, size=SIZE)
    assert sorted(p.key for p in placed) == sorted(i.key for i in items)
    assert placed == place(items, box, size=SIZE)
    for p in placed:
        assert box.x - 0.1 <= p.x - p.radius
        assert p.x + p.radius <= box.right + 0.1
        assert box.y - 0.1 <= p.y - p.radius
        assert p.y + p.radius <= box.bottom + 0.1
    for one, other in combinations(placed, 2):
        assert not _covers(one, other)


def _covers(one: Placed, other: Placed) -> bool:
    boxes, others = _boxes(one), _boxes(other)
    return any(a.overlaps(b) for a in boxes for b in others)


def _boxes(placed: Placed) -> list[Box]:
    r = placed.radius - 0.01
    mark = Box(placed.x - r, placed.y - r, 2 * r, 2 * r)
    if not placed.lines:
        return [mark]
    width, height = max(text_width(t, SIZE) for t in placed.lines), line_height(SIZE) * len(placed.lines)
    return [mark, Box(placed.label_x, placed.label_y - height / 2, width, height)]


WIDE = Box(0, 0, 370, 300)
points_of = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=40)


@settings(max_examples=60)
@given(points_of)
def test_labels_beside_points_cover_nothing(drawn):
    points = [Point(str(n), x, y, 6, f"Touchpoint {n}") for n, (x, y) in enumerate(drawn)]
    found = labels_beside(points, Box(0, 0, 400, 300), size=SIZE, most=12)
    by_key = {p.key: p for p in points}
    boxes = [
        (label.key, box_beside(by_key[label.key], text_width(label.text, SIZE), label.side, size=SIZE))
        for label in found
    ]
    for (_, one), (_, other) in combinations(boxes, 2):
        assert not one.overlaps(other)
    for key, box in boxes:
        assert not any(box.overlaps(Box(p.x - 6, p.y - 6, 12, 12)) for p in points if p.key != key)


def test_a_label_crosses_a_line_only_where_no_side_is_free():
    point = Point("a", 50, 50, 6, "Chat")
    area, line = Box(0, 0, 100, 100), Box(65, 0, 2, 100)
    assert labels_beside([point], area, size=SIZE, most=1, crossed=[line])[0].side == "left"
    everywhere = Box(0, 0, 100, 100)
    assert labels_beside([point], area, size=SIZE, most=1, crossed=[everywhere])[0].side == "right"
    struck = [Box(0, 49, 100, 2), *(Box(x, 0, 2, 100) for x in (35, 49, 65))]  # a line through is worse than one across
    assert labels_beside([point], area, size=SIZE, most=1, crossed=struck)[0].side == "upper right"
    assert labels_beside([point], Box(0, 0, 20, 20), size=SIZE, most=1) == []


def test_the_first_points_get_a_label_also_in_a_crowd():
    first, area = Point("a", 100, 60, 6, "Checkout"), Box(0, 0, 200, 120)
    crowd = [
        Point(str(n), x, y, 6, "")
        for n, (x, y) in enumerate((x, y) for x in range(5, 200, 18) for y in range(5, 120, 16))
    ]
    for sure in (0, 1):
        found = labels_beside([first, *crowd], area, size=SIZE, most=9, sure=sure)
        assert ("a" in {label.key for label in found}) == bool(sure)


@pytest.mark.parametrize(("sure", "side"), [(0, None), (2, "far upper left")])
def test_a_first_point_at_the_edge_has_its_name_beyond_its_neighbour(sure, side):
    first, second = Point("a", 360, 100, 9, "Webshop checkout"), Point("b", 320, 100, 9, "Hjemmeside")
    found = {label.key: label.side for label in labels_beside([first, second], WIDE, size=SIZE, most=9, sure=sure)}
    assert found.get("a") == side
    assert "b" in found


@pytest.mark.parametrize(
    ("at", "allowed"), [(190, ("upper", "above", "right", "left")), (210, ("lower", "below", "right", "left"))]
)
def test_no_name_stands_across_the_target_from_its_point(at, allowed):
    crowd = [Point(str(n), 100 + 9 * n, at, 6, f"A rather long name {n}") for n in range(12)]
    found = labels_beside(crowd, Box(0, 0, 800, 400), size=12, most=12, level=200.0)
    assert found
    assert all(label.side.startswith(allowed) for label in found)


def test_a_name_takes_a_third_line_where_it_would_be_cut_on_two():
    item = Item("a", "Card terminal at the desk", 6.0)
    room = needed_height([item], 86, size=SIZE)
    placed = place([item], Box(0, 0, 86, room), size=SIZE)
    assert [len(p.lines) for p in placed] == [3]
    assert " ".join(placed[0].lines) == item.name


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=3, max_size=80))
def test_names_led_out_of_a_crowd_cover_no_name_and_none_of_the_first(drawn):
    first = [Point(str(n), x, y, 6, f"Touchpoint {n}") for n, (x, y) in enumerate(drawn[:3])]
    found = labels_led(first, drawn[3:], Box(0, 0, 400, 300), size=SIZE, width=170)
    for one, other in combinations(found, 2):
        assert not one.box.overlaps(other.box)
    for label in found:
        assert not any(label.box.overlaps(Box(p.x - 6, p.y - 6, 12, 12)) for p in first)
        assert min(label.box.x, label.box.y) >= 0
        assert max(label.box.right - 400, label.box.bottom - 300) <= 0


def test_a_name_is_led_to_where_nobody_stands_and_not_across_a_line():
    first, area = Point("a", 200, 150, 6, "Checkout"), Box(0, 0, 400, 300)
    left = [(x, y) for x in range(60, 200, 10) for y in range(20, 290, 10)]
    (free,) = labels_led([first], left, area, size=SIZE, width=170)
    assert free.align == "left"
    (turned,) = labels_led([first], left, area, size=SIZE, width=170, crossed=[Box(230, 0, 2, 300)])
    assert not turned.box.overlaps(Box(230, 0, 2, 300))
