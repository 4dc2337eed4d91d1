"""A stand-in for a customer's id that holds inside one session and nowhere else."""

import base64
import hashlib
import hmac

_CHARACTERS = 10


def pseudonym(value: str, key: bytes) -> str:
    """``K-`` and ten base32 characters of HMAC-SHA256: equal values look equal, and without ``key`` nothing leads back.

    With 50 bits, two of 10 000 customers share a pseudonym once in about 20 million files.
    """
    digest = hmac.new(key, value.strip().encode(), hashlib.sha256).digest()
    return f"K-{base64.b32encode(digest).decode()[:_CHARACTERS]}"
