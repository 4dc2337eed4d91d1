"""What one visit holds: its state, its link, what is computed of its files and kept."""
