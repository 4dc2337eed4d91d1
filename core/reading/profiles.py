"""Which limits hold here: those of one's own machine, or those of a host shared with others."""

import os
from functools import cache
from pathlib import Path

from core.reading.bounds import Limits
from core.tables import table

OWN, SHARED = "own", "shared"
VARIABLE = "KONTAKTPUNKT_PROFILE"
COMMUNITY_CLOUD = Path("/mount/src")  # where Streamlit Community Cloud puts every app's repository


@cache
def limits(profile: str) -> Limits:
    """The limits of ``own`` or ``shared``. Raises ``KeyError`` for another name."""
    return Limits(profile=profile, **table("limits")[profile])


def current_limits() -> Limits:
    """What the variable KONTAKTPUNKT_PROFILE says; without it ``shared`` on Streamlit Community Cloud, else ``own``."""
    wish = os.environ.get(VARIABLE, "").strip().lower()
    return limits(wish if wish in (OWN, SHARED) else _detected(Path(__file__)))


def _detected(here: Path) -> str:
    return SHARED if here.resolve().is_relative_to(COMMUNITY_CLOUD) else OWN
