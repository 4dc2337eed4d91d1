"""What was read, what each column became, and where every touchpoint stands: corrections take effect at once."""

from core.ui import address, classes, frame, receipt, review
from core.ui.compute import current_view

language = frame.open_page("data")
view = current_view()
address.write(view)

if view is None:
    frame.nothing_yet(language)
else:
    receipt.title(language)
    review.review(view, language)
    classes.classes(view, language)
    receipt.touchpoint_choice(view, language)
    receipt.sheets(view, language)
    receipt.issues(view, language)
