"""What was read, what each column became, and where every touchpoint stands: corrections take effect at once."""

from core.ui.data import asking, classes, issues, receipt, review, trade, year_start
from core.ui.frame import bar, head
from core.ui.visit import address
from core.ui.visit.compute import current_view

language = head.open_page("data")
view = current_view()
address.write(view)

if view is None:
    head.nothing_yet(language)
else:
    bar.bar(view, language)
    receipt.title(language)
    receipt.touchpoint_choice(view, language)
    asking.sales(view, language)
    asking.same_names(view, language)
    if view.dataset.touchpoints:
        trade.trade(view, language)
        review.review(view, language)
    year_start.year_start(view, language)
    receipt.sheets(view, language)
    issues.issues(view, language)
    if view.dataset.touchpoints:
        classes.classes(view, language)
