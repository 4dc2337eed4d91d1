"""Pieces of the page that Streamlit has no element for: what each consists of lies under its name in ``assets``."""

from pathlib import Path
from typing import Any

import streamlit as st

ASSETS = Path(__file__).parents[1] / "assets"


def component(name: str, html: str) -> Any:
    """The component ``name``: ``html`` to begin with, filled by ``assets/name.js`` from the data of each run, and
    dressed by ``assets/name.css`` where there is one."""
    script, style = ASSETS / f"{name}.js", ASSETS / f"{name}.css"
    return st.components.v2.component(
        f"kontaktpunkt_{name}",
        html=html,
        css=style.read_text(encoding="utf-8") if style.exists() else None,
        js=script.read_text(encoding="utf-8"),
    )
