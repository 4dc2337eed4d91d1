"""Kontaktpunkt's computing core: a touchpoint spreadsheet in, an analysis out, no screen needed."""
