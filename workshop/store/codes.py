"""Codes with which a participant comes back to a ballot: shown once, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

__all__ = ["hashed", "new_code", "normal", "written"]

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to mistake
_LENGTH: Final = 13  # characters of five bits each: 65 bits


def new_code(length: int = _LENGTH) -> str:
    """Return a fresh code, grouped to be read aloud: ``k7m2-9qxd-4hrt-w``, 65 random bits unless told."""
    return written("".join(secrets.choice(_ALPHABET) for _ in range(length)))


def normal(typed: str) -> str:
    """Return what was typed as the code it means: case, dashes and look-alike letters do not matter."""
    plain = "".join(c for c in typed.lower() if c.isalnum())
    return plain.translate(str.maketrans("oil", "011"))


def written(typed: str) -> str:
    """Return what was typed as its code was given out, grouped: that can be typed before an @."""
    code = normal(typed)
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def hashed(code: str) -> str:
    """Return the name under which a code is kept; the code cannot be got back from it."""
    return hashlib.sha256(normal(code).encode()).hexdigest()[:40]
