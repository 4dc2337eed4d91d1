"""Personal data, found before anything is computed: left out, masked, or given a pseudonym."""

from core.privacy.guard import Guarded, guard
from core.privacy.masking import mask_contacts
from core.privacy.pseudonym import PREFIX, pseudonym, pseudonymise

__all__ = ["PREFIX", "Guarded", "guard", "mask_contacts", "pseudonym", "pseudonymise"]
