"""The formulas as used, the assumptions behind them, and what happens to personal data."""

from core.ui import address, frame, method
from core.ui.compute import current_view

language = frame.open_page("method")
address.write(current_view())
method.method(language)
