"""One client: to its first frame beside an sshd that starts a process each, and beside a hostile neighbour.

python benchmarks/ssh_one.py [RUNS] [SECONDS]

The hostile neighbours are those of the tests. While each is at work, a well-behaved client answers on and on.
"""

from __future__ import annotations

import asyncio
import getpass
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final

import asyncssh
import psutil
from crowd import Client, Server, connected, environment, planned, workshop
from measure import CHECKOUT, WORKSHOP, machine, ms, p95, table

sys.path.insert(0, str(CHECKOUT))

from tests.host.guests import visit
from tests.host.hosting import Host
from tests.host.test_hostile_guests import HARMS, MOST

PERIOD: Final = 0.05


@contextmanager
def sshd(session: Path, folder: Path) -> Iterator[Server]:
    """Serve ``session`` by OpenSSH's daemon, which starts the rating program for each who comes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("host", "user"):
        key = asyncssh.generate_private_key("ssh-ed25519")
        key.write_private_key(folder / name)
        key.write_public_key(folder / f"{name}.pub")
        (folder / name).chmod(0o600)
    homes = " ".join(f"{key}={value}" for key, value in environment(folder).items() if key.startswith("XDG_"))
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "user.pub",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "PidFile": "none",
        "ForceCommand": f"env {homes} LANG=C.UTF-8 {WORKSHOP} rate {session} --as-new",
    }
    (folder / "sshd_config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    with (folder / "sshd.log").open("w") as log:
        process = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", folder / "sshd_config"], stderr=log)
    try:
        daemon = psutil.Process(process.pid)
        while process.poll() is None and not daemon.net_connections("tcp"):
            time.sleep(0.05)
        if process.poll() is not None:
            sys.exit(f"sshd ended: {(folder / 'sshd.log').read_text()}")
        keys = (str(folder / "user"),)
        yield Server("sshd", daemon, port, getpass.getuser(), b"Enter", b"1 of 30", {}, bool, keys)
    finally:
        process.kill()
        process.wait()


async def to_first_frame(server: Server) -> float:
    """Return the seconds from connecting to the first words."""
    began = time.perf_counter()
    async with connected(server) as client:
        return await client.until(lambda seen: server.door in seen) - began


async def answering(client: Client, seconds: float) -> list[float]:
    """Answer for ``seconds``; return what each answer took."""
    for took in client.took.values():
        took.clear()
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, stop.set)
    await client.keep_on(PERIOD, stop)
    return client.took["a"]


async def beside(server: Server, folder: Path, seconds: float) -> list[list[str]]:
    """Return a row for each hostile neighbour: alone, beside it, and the ratio."""
    rows = []
    host = Host(subprocess.Popen("true", text=True), server.port, server.user, "", folder)
    async with connected(server) as client:
        await client.begin()
        await answering(client, 1.0)
        for harm in HARMS:
            alone = p95(await answering(client, seconds))
            async with visit(server.port, server.user) as guest:
                code = await guest.start()
                at_work = asyncio.create_task(harm(host, guest, code))
                together = p95(await answering(client, seconds))
                await at_work
            rows.append(
                [
                    harm.__name__.strip("_").replace("_", " "),
                    ms(alone),
                    ms(together),
                    f"{together / alone:.2f}",
                ]
            )
    return rows


def main() -> None:
    """Measure, in turns, and print."""
    runs, seconds = map(int, [*sys.argv[1:], "20", "3"][:2])
    with tempfile.TemporaryDirectory() as beside_it:
        folder = Path(beside_it)
        session = planned(folder)
        with workshop(session, "--per-address", str(MOST)) as ours, sshd(session, folder) as theirs:
            took: dict[str, list[float]] = {ours.name: [], theirs.name: []}
            for number in range(runs + 1):
                for server in (ours, theirs):
                    seconds_taken = asyncio.run(to_first_frame(server))
                    if number:
                        took[server.name].append(seconds_taken)
            rows = [[name, ms(median(all_of)), ms(p95(all_of))] for name, all_of in took.items()]
            table(f"Connect to first frame, one by one; {machine()}", ("milliseconds", "p50", "p95"), rows)
            ratio = median(took["workshop"]) / median(took["sshd"])
            print(f"\nworkshop ÷ sshd with a process each: {ratio:.3f}")
            rows = asyncio.run(beside(ours, folder, seconds))
    table("An answer's p95 beside a hostile neighbour", ("milliseconds", "alone", "beside", "÷"), rows)


if __name__ == "__main__":
    main()
