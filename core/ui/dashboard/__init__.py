"""The page of an opened file: what to fix first, why, how sure, and what it is worth."""
