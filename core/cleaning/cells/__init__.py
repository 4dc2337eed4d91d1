"""One column of cells: the words, numbers and lengths of time that its texts say, read by one decision."""
