"""The same story step by step, for a room that looks on."""
