"""Text from a user's file on its way to the screen.

Streamlit reads labels, captions and headings as markdown: a touchpoint named ``![x](http://...)`` would make every
viewer's browser fetch that address. Two doors lead to the screen, and each makes such a text plain: ``plain`` for
markdown, ``markup`` for HTML.
"""

import re

from markupsafe import Markup

from core.model.names import clean_text

NBSP, JOINER = "\u00a0", "\u2060"
_RANGE = re.compile(r"(?<=[\d.%])–(?=[\d−£€$])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&^=@/'\"])")


def plain(text: str) -> str:
    """``text`` such that markdown shows it as it is: no image, link, emphasis, directive, formula or entity."""
    return _SPECIAL.sub(r"\\\1", tidy(text))


def tidy(text: str) -> str:
    """``text`` without invisible characters, but those that keep a figure with its unit and a range on one line: 455
    kr., 13.000–490.000."""
    return _RANGE.sub(f"–{JOINER}", NBSP.join(clean_text(part) for part in text.split(NBSP)))


def markup(template: str, /, *values: object, **named: object) -> Markup:
    """HTML from a template of ours; every value is escaped, unless it is such HTML itself."""
    return Markup(template).format(*values, **named)
