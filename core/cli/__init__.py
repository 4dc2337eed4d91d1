"""The headless twin of the dashboard: the commands of ``python -m core``."""

from core.cli.commands import main

__all__ = ["main"]
