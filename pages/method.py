"""The formulas as used, the assumptions behind them, and what happens to personal data."""

from core.ui import method
from core.ui.frame import bar, head
from core.ui.visit import address
from core.ui.visit.compute import current_view

language = head.open_page("method")
view = current_view()
address.write(view)
if view is not None:
    bar.bar(view, language)
method.method(language)
