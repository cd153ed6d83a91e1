"""After the session has closed: who was in reads the summary until the hour promised, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.people import code_on, plan
from tests.host.hosting import PATIENCE, SSH, Host, hosted
from workshop.store import sealing
from workshop.store.sessions import change

pytestmark = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")

_REFUSED = "That code is not known here."


def _rated(host: Host, keys: str) -> str:
    """Rate line by line and hand in; return the code to come back with."""
    lines = "".join(f"{line}\n" for line in ("", *keys, "y"))
    return code_on(host.refused("-T", f"plain-{host.code}@127.0.0.1", stdin=lines).stdout)


def _refused(host: Host, *codes: str) -> bool:
    said = [host.refused("-T", f"{code}@127.0.0.1") for code in codes]
    return all(each.returncode and _REFUSED in each.stderr and not each.stdout for each in said)


def _end(path: Path) -> None:
    sealing.close_round(path)
    change(path, lambda session: session.at("actions"))
    sealing.close_session(path)


def _hour_passes(path: Path) -> None:
    """Put the promised hour, which stands in a file with the codes, into the past."""
    kept = path.parent / ".codes" / path.name
    (until,) = (line for line in kept.read_text().splitlines() if line.startswith("until"))
    past = datetime.now(UTC) - timedelta(seconds=1)
    kept.write_text(kept.read_text().replace(until, f"until = {past.isoformat()}"))


def test_who_was_in_reads_the_summary_until_the_hour_and_nobody_else_does(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    until = datetime.now() + timedelta(hours=1)  # in local time, as one types it
    with hosted(path, "--open", "--until", f"{until:%Y-%m-%dT%H:%M}") as host:
        mine, other = _rated(host, "444433"), _rated(host, "222222")
        with host.joined(mine) as staying:
            staying.wait_for("2 of 3 handed in so far", PATIENCE)
            _end(path)
            staying.wait_for("5 Record", PATIENCE)
        for code in (mine, other.upper().replace("-", "")):
            with host.joined(code) as terminal:
                terminal.wait_for("2 of 3 answered", PATIENCE)
                terminal.send("5")
                terminal.wait_for("Nothing was written down: no actions", PATIENCE)
        assert "Strong vision: " in host.refused("-T", f"plain-{mine}@127.0.0.1").stdout
        assert _refused(host, host.code, "k7m2-9qxd-4hrt-w")
        _hour_passes(path)
        assert _refused(host, mine, other)
        log = host.log()
    assert "refused, wrong code: 4" in log
    assert not [code for code in (mine, other, host.code) if code in log]
    with hosted(path) as again:  # the same where the host is started anew: there is no way back in
        assert again.code == ""
        assert _refused(again, mine)


def test_without_an_hour_nobody_reads_anything_after_the_session(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host:
        mine = _rated(host, "444433")
        _end(path)
        assert _refused(host, mine, host.code)
