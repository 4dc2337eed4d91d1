"""What one upload may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """One profile of the table ``limits.toml``, where each number is explained. MB are 1 000 000 bytes."""

    profile: str
    file_mb: int
    unpacked_mb: int
    cells: int
    columns: int
    sheet_rows: int
    text_rows: int
    sheets: int
    box_cells: int
    cell_characters: int
    memory_mb: int
    cpu_seconds: int
    wall_seconds: int
    workers: int
    queue_seconds: int
