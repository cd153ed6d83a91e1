"""What people are told so that they can come in: the line to type, and the addresses of this machine."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workshop.store.hosts import served

__all__ = ["Join", "addresses", "join_line", "ways_in"]


@dataclass(frozen=True)
class Join:
    """Where a session is served."""

    host: str
    port: int
    code: str
    fingerprint: str

    @property
    def line(self) -> str:
        """What one types."""
        return join_line(self.host, self.port, self.code)

    @property
    def link(self) -> str:
        """The same as an address, for a QR code."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"ssh://{self.code}@{host}:{self.port}"


def join_line(host: str, port: int, code: str) -> str:
    """Return what one types to come in."""
    return f"ssh -p {port} {code}@{host}"


def ways_in(path: Path) -> tuple[str, ...]:
    """Return what one types to come in, for each host that serves the session at ``path``."""
    return tuple(join_line(addresses(host.bind)[0], host.port, host.code) for host in served(path))


def addresses(bound: str) -> tuple[str, ...]:
    """Return the addresses by which others reach what is bound to ``bound``, the likeliest first."""
    with suppress(ValueError):
        if not ipaddress.ip_address(bound).is_unspecified:
            return (bound,)
    if bound not in {"", "0.0.0.0", "::"}:  # noqa: S104 - compared with, not bound to
        return (bound,)
    found = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: it asks which way a packet would go
        found.append(str(probe.getsockname()[0]))
    with suppress(OSError):
        known = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
        found += [str(entry[4][0]).partition("%")[0] for entry in known]
    return tuple(dict.fromkeys(found)) or ("127.0.0.1",)
