"""The formulas as used, the assumptions behind them, and what happens to personal data."""

from core.ui import frame, method

language = frame.open_page("method")
method.method(language)
