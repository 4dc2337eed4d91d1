"""What stands around every page: head, menu, bar, foot, and the way from page to page."""
