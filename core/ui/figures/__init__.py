"""Pictures on a page, in the composition and the colours that fit the visitor's screen."""
