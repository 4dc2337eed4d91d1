"""What stands around every page: head, menu, bar, foot, the words of the trade."""
