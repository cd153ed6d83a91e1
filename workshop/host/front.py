"""The host's front door: who may come in, and that there is nothing behind it but a participant's screen."""

from __future__ import annotations

import asyncio
from typing import Final

import asyncssh

from workshop.errors import WorkshopError
from workshop.host.server import House, Line
from workshop.language import _
from workshop.store import door
from workshop.store.door import Guest

__all__ = ["listen"]

_PLAIN: Final = "plain-"

_CIPHERS: Final = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr", "aes128-ctr")
"""Those that processors have instructions for: most clients would rather have ChaCha, whose packets took
asyncssh six times as long."""

_UNKNOWN: Final = _(
    "That code is not known here. It stands before the @, where else a name would. Look at it again; a "
    "one-use code works once. Where a round was begun anew, everybody joins again with the join code."
)
_FULL: Final = _("Too many connections from there. Try again in a moment.")
_FULL_ALTOGETHER: Final = _("Too many connections here. Try again in a moment.")

_ASKED: Final = 3
"""Times that a client which is silent is asked whether it is still there."""

_TOLD: Final = 8
"""Connections too many that are told so at a time: it takes a whole key exchange to be heard."""


async def listen(house: House, key: asyncssh.SSHKey, bind: str, port: int) -> asyncssh.SSHAcceptor:
    """Listen for participants. Raises OSError."""
    return await asyncssh.create_server(
        lambda: Front(house),
        bind,
        port,
        server_host_keys=[key],
        server_version="workshop",
        encoding=None,
        line_editor=False,
        window=8_192,
        max_pktsize=8_192,
        compression_algs=None,
        encryption_algs=_CIPHERS,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        sftp_factory=None,
        gss_host=None,
        public_key_auth=False,
        password_auth=False,
        kbdint_auth=False,
        host_based_auth=False,
        login_timeout=house.login,
        keepalive_interval=house.silent,
        keepalive_count_max=_ASKED,
        config=[],
    )


class Front(asyncssh.SSHServer):
    """One connection: counted by its address, let in by its code."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._address = ""
        self._counted = self._turned_away = self._asked = False
        self._full = _FULL
        self._guest: Guest | None = None
        self._plain = False
        self._served = self._gone = False
        self._unseated: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Count it, or send it away."""
        self._conn = conn
        peer = conn.get_extra_info("peername")
        self._address = str(peer[0]) if peer else "unknown"
        # asyncssh asks nobody about these two, and refuses them by itself: here they are only counted.
        conn.attach_x11_listener = self._no_window  # type: ignore[method-assign, assignment]
        conn.create_agent_listener = self._no_agent  # type: ignore[method-assign]
        self._counted = self._house.addresses.let_in(self._address)
        if self._counted:
            return
        if self._house.addresses.full:
            self._full = _FULL_ALTOGETHER
            self._house.tallied.note("refused, too many altogether")
        else:
            self._house.tallied.note("refused, too many from one address")
        self._turned_away = self._house.turned_away < _TOLD
        if self._turned_away:
            self._house.turned_away += 1
        else:
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._gone = True
        if self._unseated:
            self._unseated.cancel()
        if self._counted:
            self._house.addresses.leave(self._address)
            if not self._asked:
                self._house.tallied.note("ended, without a code")
        elif self._turned_away:
            self._house.turned_away -= 1

    async def begin_auth(self, username: str) -> bool:
        """Let in who brings a code that is good for something; no password is ever asked for."""
        self._asked = True
        if self._turned_away:
            self._send_away(asyncssh.DISC_TOO_MANY_CONNECTIONS, self._full)
            return True
        self._plain = username.lower().startswith(_PLAIN)
        typed = username[len(_PLAIN) :] if self._plain else username
        try:
            self._guest = await asyncio.to_thread(door.recognise, self._house.path, typed[:64])
        except WorkshopError:
            self._guest = None
        if self._guest is None:
            await self._house.refuse_code(self._address)
            self._send_away(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, _UNKNOWN)
        return self._guest is None

    def auth_completed(self) -> None:
        """Expect a screen to be asked for soon: without one, somebody's place would only be taken."""
        self._seat(False)

    def session_requested(self) -> Line | bool:
        """Give the one channel a screen; further channels are refused."""
        if self._guest is None or self._served:
            self._house.tallied.note("refused, a second screen")
            return False
        self._served = True
        return Line(self._house, self._conn, self._guest, self._address, self._seat, plain=self._plain)

    def connection_requested(self, *_: object) -> bool:
        """Carry nothing from there to here."""
        return self._no_tunnel()

    def unix_connection_requested(self, *_: object) -> bool:
        """Carry nothing from there to a socket here."""
        return self._no_tunnel()

    def server_requested(self, *_: object) -> bool:
        """Carry nothing from here to there."""
        return self._no_tunnel()

    def unix_server_requested(self, *_: object) -> bool:
        """Carry nothing from a socket here to there."""
        return self._no_tunnel()

    def tun_requested(self, *_: object) -> bool:
        """Carry no packets."""
        return self._no_tunnel()

    def tap_requested(self, *_: object) -> bool:
        """Carry no frames of a network."""
        return self._no_tunnel()

    async def _no_window(self, *_: object) -> None:
        self._house.tallied.note("refused, X11")

    async def _no_agent(self) -> bool:
        self._house.tallied.note("refused, an agent")
        return False

    def _no_tunnel(self) -> bool:
        self._house.tallied.note("refused, a tunnel")
        return False

    def _send_away(self, why: int, said: str) -> None:
        self._conn.send_auth_banner(f"{said}\r\n")
        self._conn.disconnect(why, "not let in")

    def _seat(self, seated: bool) -> None:
        """End the connection when it has no screen for long: none has begun, or the one it had is left."""
        if self._unseated:
            self._unseated.cancel()
        if not (seated or self._gone):
            self._unseated = asyncio.get_running_loop().call_later(self._house.seated, self._end_unseated)

    def _end_unseated(self) -> None:
        self._house.tallied.note("ended, without a screen")
        self._conn.disconnect(asyncssh.DISC_BY_APPLICATION, "without a screen for too long")
