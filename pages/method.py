"""The formulas as used, the assumptions behind them, and what happens to personal data."""

from core.ui import address, bar, frame, method
from core.ui.compute import current_view

language = frame.open_page("method")
view = current_view()
address.write(view)
if view is not None:
    bar.bar(view, language)
method.method(language)
