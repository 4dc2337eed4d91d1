"""One sheet, typed: of touchpoints, of interactions or of answers."""
