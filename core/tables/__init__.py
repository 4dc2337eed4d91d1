"""The domain's knowledge as data: each TOML file beside this one is a table, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``name`` (its file name without ``.toml``). Treat it as read-only; typed views live with the stages."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_table(path: Path) -> dict[str, Any]:
    """A table that stands elsewhere, such as the list of samples."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
