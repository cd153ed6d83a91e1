"""The key by which participants know this machine again: made on first start, the same ever after."""

from __future__ import annotations

import os
from pathlib import Path

import asyncssh

from workshop.errors import WorkshopError
from workshop.language import _

__all__ = ["fingerprint", "host_key"]


def host_key(place: Path | None = None) -> asyncssh.SSHKey:
    """Return this account's Ed25519 host key, made where there is none. Raises WorkshopError. Blocks."""
    place = place or _place()
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not place.exists():
            _make(place)
        if place.stat().st_mode & 0o077:
            raise WorkshopError(_("others can read the host key"), f"chmod 600 {place}")
        return asyncssh.read_private_key(place)
    except OSError as error:
        raise WorkshopError(
            _("the host key {place} cannot be used: {strerror}").format(place=place, strerror=error.strerror)
        ) from None
    except asyncssh.KeyImportError:
        hint = _(
            "Move it away and start again: {place}. Everybody is then asked about a new fingerprint."
        ).format(place=place)
        raise WorkshopError(_("the host key cannot be read"), hint) from None


def fingerprint(key: asyncssh.SSHKey) -> str:
    """Return the fingerprint of ``key`` as ssh shows it when it asks."""
    return key.get_fingerprint("sha256")


def _make(place: Path) -> None:
    """Put a new key there at one moment, whole; of two programs that make one, the first wins."""
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(asyncssh.generate_private_key("ssh-ed25519").export_private_key())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, place)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _place() -> Path:
    from platformdirs import user_state_path

    return user_state_path("workshop", appauthor=False) / "host_key"
