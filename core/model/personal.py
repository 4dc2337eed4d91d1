"""What was found about persons in a sheet: handed from the guard to the mapping of columns."""

from dataclasses import dataclass
from typing import Literal

PersonalKind = Literal["cpr", "personnummer", "iban", "email", "phone", "name", "address", "birth"]
NUMBERS: frozenset[PersonalKind] = frozenset({"cpr", "personnummer"})  # never kept, whatever the user says


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """Grid column ``index`` holds data of ``kind`` in about ``cells`` cells, and is left out."""

    index: int
    header: str
    kind: PersonalKind
    cells: int
