"""Personal data, found before anything is computed: left out, masked, or given a pseudonym."""

from core.privacy.guard import Guarded, guard
from core.privacy.pseudonym import pseudonym, pseudonymise

__all__ = ["Guarded", "guard", "pseudonym", "pseudonymise"]
