"""Every text that a user sees, in every language, and the language's way of writing numbers, money and dates.

The TOML files beside this one hold one table per text, the languages side by side::

    [refusal.empty-file]
    en = "The file {file} is empty. Save it again and upload it once more."
    da = "..."
    sv = "..."

    [dashboard.answers]            # plural forms follow the value named n
    en = { one = "{n:count} answer", other = "{n:count} answers" }

A folder of ``manners`` tells some of them as another trade speaks of its business: a clinic has patients and visits, no
customers and orders. Which industry speaks in which manner stands in ``core/tables/industries.toml``.

A placeholder may name a format after the colon: see ``core.texts.formats.FORMATS``.
"""

from core.texts.language import LANGUAGES, Language, language, pick_language

__all__ = ["LANGUAGES", "Language", "language", "pick_language"]
