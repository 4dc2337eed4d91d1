"""What became of each row and column: kept, left out or carried down, why, and how that is told."""
