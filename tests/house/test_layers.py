"""The lines that the architecture draws: who may import whom."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "core"
WIRE = CORE / "ui" / "frame" / "wire.py"
STAGES = ("reading", "columns", "privacy", "cleaning", "joining", "classify", "journeys", "kpis", "priorities")
CLEANING = {  # each room, and those below it that it may look into
    "cells": set(),
    "measures": {"cells"},
    "moments": {"cells"},
    "receipts": {"cells", "measures", "moments"},
    "sheets": {"cells", "measures", "moments", "receipts"},
    "together": {"cells", "measures", "moments", "receipts", "sheets"},
}
UI = {  # the same for the pages; what is one file alone stands beside the rooms
    "pieces": set(),
    "visit": {"pieces"},
    "figures": {"pieces", "visit"},
    "start": {"pieces", "visit"},
    "frame": {"pieces", "visit", "start"},
    "data": {"pieces", "visit", "figures"},
    "compare": {"pieces", "visit", "figures"},
    "dashboard": {"pieces", "visit", "figures", "start", "frame", "data"},
    "meeting": {"pieces", "visit", "figures", "frame", "compare", "dashboard"},
    "journeys": {"pieces", "visit", "figures", "frame", "data"},
    "voices": {"pieces", "visit", "figures", "frame", "data", "dashboard"},
    "method": {"pieces", "visit", "start", "dashboard"},
}
ROOMS = [("cleaning", room, below) for room, below in CLEANING.items()] + [
    ("ui", room, below) for room, below in UI.items()
]
ONLY_IN = {
    "streamlit": ["core/ui", "app.py", "pages"],
    "altair": ["core/charts"],
    "python_calamine": ["core/reading"],
    "openpyxl": ["core/reading", "core/exports"],
    "csv": ["core/reading", "core/exports", "core/cli"],
}


def modules():
    return sorted([*CORE.rglob("*.py"), *ROOT.glob("*.py"), *ROOT.glob("pages/*.py")])


def imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module in ("core", "core.ui"))


def spelled(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def needed(path, names):
    """The files of ``names`` that are run before ``path``: a name taken from a package is that file where it is one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            files = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in names else node.module for name in files)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def within(path, places):
    relative = path.relative_to(ROOT).as_posix()
    return any(relative == place or relative.startswith(place + "/") for place in places)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_library_stays_in_its_room(path):
    for name in imports(path):
        places = ONLY_IN.get(name.split(".")[0])
        assert places is None or within(path, places), f"{path} imports {name}"


@pytest.mark.parametrize("stage", STAGES)
def test_stages_do_not_know_each_other(stage):
    others = {f"core.{other}" for other in (*STAGES, "charts", "exports", "pipeline", "ui", "story") if other != stage}
    for path in (CORE / stage).rglob("*.py"):
        for name in imports(path):
            assert ".".join(name.split(".")[:2]) not in others, f"{path} imports {name}"


@pytest.mark.parametrize(("floor", "room", "below"), ROOMS, ids=lambda part: part if isinstance(part, str) else "")
def test_the_rooms_of_a_floor_look_one_way(floor, room, below):
    may = {f"core.{floor}.{name}" for name in (room, *below)}
    home = CORE / floor / room
    for path in home.rglob("*.py") if home.is_dir() else [home.with_suffix(".py")]:
        for name in imports(path):
            inside = name.startswith(f"core.{floor}.")
            assert not inside or ".".join(name.split(".")[:3]) in may, f"{path}: {name}"


@pytest.mark.parametrize(("floor", "rooms", "beside"), [("cleaning", CLEANING, {"dataset.py"}), ("ui", UI, {"assets"})])
def test_all_of_a_floor_stands_in_a_room(floor, rooms, beside):
    inside = {path.name for path in (CORE / floor).iterdir() if path.name != "__pycache__"}
    assert {name.removesuffix(".py") for name in inside - beside} == {"__init__", *rooms}


@pytest.mark.parametrize(
    ("floor", "room"), [(floor, room) for floor, room, _ in ROOMS if (CORE / floor / room).is_dir()]
)
def test_a_room_hands_nothing_on(floor, room):
    tree = ast.parse((CORE / floor / room / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1, "a room's __init__ says what it is for, and no more"


def test_no_file_needs_itself():
    paths = {spelled(path): path for path in CORE.rglob("*.py")}
    needs = {name: {*needed(path, paths)} & {*paths} for name, path in paths.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_the_model_knows_nobody():
    for path in (CORE / "model").rglob("*.py"):
        assert {n for n in imports(path) if n.startswith("core.") and not n.startswith("core.model")} == set()


def test_nothing_unpickles_or_opens_a_connection():
    banned = {"requests", "urllib", "http", "socket", "pickle", "shelve", "random"}
    for path in modules():
        found = {n.split(".")[0] for n in imports(path)} & banned
        assert found <= ({"socket"} if path == WIRE else set()), f"{path}: {found}"


def test_the_wire_only_sets_an_option_on_what_is_open():
    used = set(re.findall(r"\bsocket\.(\w+)|\bconnection\.(\w+)", WIRE.read_text(encoding="utf-8")))
    called = {name for names in used for name in names if name.islower() and name}
    assert called <= {"socket", "setsockopt", "family", "type"}, called


def test_only_the_reading_process_watches_the_clock():
    clock = re.compile(r"\btime\.(time|monotonic|perf_counter)\(|\.(now|today|utcnow)\(")
    for path in modules():
        if path.parent.name != "reading":
            assert not clock.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("page", "spared"),
    [
        (
            "core.ui.start, core.ui.frame.head, core.ui.visit.warmth",
            {"altair", "core.charts", "core.ui.dashboard"},
        ),
        ("core.ui.dashboard.page", {"openpyxl", "python_calamine", "pyarrow.csv"}),
    ],
)
def test_a_page_does_not_wait_for_what_it_does_not_show(page, spared):
    shown = f"import sys, {page}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", shown], cwd=ROOT, capture_output=True, text=True, check=True)
    assert spared.isdisjoint(loaded.stdout.split())
