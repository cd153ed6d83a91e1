"""Participants come in over a real ssh, rate, are cut off, come back, and follow the room."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from tests.acceptance.people import FULL, answered, ballot, ballots, code_on, plan
from tests.host.hosting import PATIENCE, SSH, Host, hosted
from tests.terminal import Terminal
from workshop.model.exercises import Exercises
from workshop.model.tally import Tally
from workshop.store import sealing
from workshop.store.codec import load
from workshop.store.door import make_slips
from workshop.store.hosts import served
from workshop.store.room import Room
from workshop.store.sessions import change

pytestmark = pytest.mark.skipif(not SSH.exists(), reason="needs the OpenSSH client")


def test_rate_everything_resume_after_a_cut_and_see_the_result_as_soon_as_the_room_does(
    workspace: Path,
) -> None:
    split = {"name": "Role", "groups": ("desk", "back office")}
    path = plan(workspace, invited=3, mode="open", depth="full", grouping=split)
    with hosted(path, "--open") as host:
        with host.joined() as terminal:
            terminal.wait_for("Already started? Type your code", PATIENCE)
            terminal.send("2")
            terminal.wait_for("2 ● back office", PATIENCE)
            terminal.send("\r")
            terminal.wait_for("1 of 30", PATIENCE)
            code = code_on(terminal.text)
            for number, key in enumerate(FULL[:7], start=2):
                terminal.send(key)
                terminal.wait_for(f"{number} of 30", PATIENCE)
            terminal.wait_for("saved", PATIENCE)
            # The line is cut: no goodbye.
        assert ballot(path).answers == answered(path, FULL[:7])
        assert ballot(path).group == "back office"
        with host.joined(code) as terminal:
            terminal.wait_for("8 of 30", PATIENCE)
            with host.joined(code.upper().replace("-", "")) as other:
                other.wait_for("8 of 30", PATIENCE)
                assert code_on(other.text) == code  # as it can be typed, however it was
                terminal.send("3")
                other.send("2")
                terminal.wait_for("You continued elsewhere", PATIENCE)
                other.wait_for("9 of 30 · saved", PATIENCE)
        assert ballot(path).answers == answered(path, FULL[:7] + "2")
        with host.joined(code) as terminal:
            terminal.wait_for("of 30", PATIENCE)
            done = len(ballot(path).answers)
            for key in FULL[done:]:
                terminal.send(key)
            terminal.wait_for("READY TO HAND IN", PATIENCE)
            terminal.send("y")
            terminal.wait_for("1 of 3 handed in", PATIENCE)
            sealing.close_round(path)
            terminal.wait_for("Overview", PATIENCE)
            assert str(path) not in terminal.text
            sealing.open_again(path, "vision")
            terminal.wait_for("One question, one key", PATIENCE)
            terminal.send("\r")
            terminal.wait_for("1 of 1", PATIENCE)
            terminal.send("3y")
            terminal.wait_for("Handed in", PATIENCE)
    assert [each.answers for each in ballots(path)] == [{"vision.ladder": 3}]
    first = load(path).first
    assert first is not None and first.voted == 1


def test_what_is_typed_in_one_go_with_the_start_answers_each_question_once(workspace: Path) -> None:
    path = plan(
        workspace, invited=3, mode="open", grouping={"name": "Role", "groups": ("desk", "back office")}
    )
    with hosted(path, "--open") as host, host.joined() as terminal:
        terminal.wait_for("Already started? Type your code", PATIENCE)
        terminal.send("2\r34")
        terminal.wait_for("3 of 30 · saved", PATIENCE)
        assert ballot(path).answers == answered(path, "34")
        assert ballot(path).group == "back office"


def test_who_withdraws_is_asked_for_the_group_again_before_answering_anew(workspace: Path) -> None:
    split = {"name": "Role", "groups": ("desk", "back office")}
    path = plan(workspace, invited=3, mode="open", depth="quick", grouping=split)
    with hosted(path, "--open") as host, host.joined() as terminal:
        terminal.wait_for("Already started? Type your code", PATIENCE)
        terminal.send("1\r222222y")
        terminal.wait_for("1 of 3 handed in", PATIENCE)
        terminal.send("w")
        terminal.wait_for("Withdraw all your answers?", PATIENCE)
        terminal.send("y")
        terminal.wait_for("0 ● prefer not to say", PATIENCE)
        assert (ballot(path).answers, ballot(path).group) == ({}, "")
        terminal.send("2\r4")
        terminal.wait_for("2 of 6 · saved", PATIENCE)
        assert ballot(path).group == "back office"


def test_line_by_line_without_a_terminal_of_ones_own(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host:
        lines = "".join(f"{line}\n" for line in ("", *"444433", "y", ""))
        said = host.refused("-T", f"plain-{host.code}@127.0.0.1", stdin=lines)
        assert "Already started? Type your code." in said.stdout
        assert "Recorded: level 4" in said.stdout
        assert "\x1b" not in said.stdout
        assert ballot(path).handed_in


def test_one_line_is_held_through_reveal_talk_and_a_second_vote_and_hears_all_of_it(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host, host.plain_line() as line:
        line.hears("Enter starts without one.")
        line.type("", *"444433", "y")
        line.hears("q leaves. Stay: the result is said here when the room sees it.")
        line.hears("1 of 3 handed in so far.")
        with host.plain_line() as other:
            other.type("", *"222222", "y")
            other.hears("handed in so far.")
            line.hears("2 of 3 handed in so far.")
            sealing.close_round(path)
            soon = [line.hears("The result, from 2 who voted."), other.hears("The result, from 2 who voted.")]
            line.hears("Strong vision: ")
            line.hears("When there is something to vote on, it is asked here.")
            change(path, lambda session: session.at("discuss", "vision"))
            sealing.open_again(path, "vision")
            soon.append(line.hears(". 1 question."))
            other.hears(". 1 question.")
            line.type("5", "y")
            line.hears("1 handed in so far.")
            sealing.close_round(path)
            other.hears("The round was closed.")  # nothing is typed there
            soon.append(line.hears("Before talking"))
            change(path, lambda session: session.at("close"))
            soon.append(line.hears("The room comes to its close."))
            change(path, lambda session: session.at("actions"))
            sealing.close_session(path)
            soon.append(line.hears("The session is closed. Thank you."))
            line.until_ended()
            other.until_ended()
        assert "came in: 2, handed in: 2, joined: 2" in host.log()
        assert median(soon) < 1.0, soon  # others may have this machine at one of these moments


def test_who_waits_line_by_line_changes_withdraws_and_leaves(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host, host.plain_line() as line:
        line.type("", *"444433", "y")
        line.hears("1 of 3 handed in so far.")
        line.type("2", "")
        line.hears("Nothing is asked now. h says what is awaited, q leaves.\nNothing is asked now.")
        line.type("change", "5", "e", "y")
        line.hears("Recorded: level 5")
        line.hears("Handed in.")
        line.type("withdraw", "withdraw")
        line.hears("Withdrawn. Nothing of it will be counted.")
        line.hears("You have handed nothing in.")
        line.type("q")
        line.hears("To come back, connect with your code in place of the join code: ")
        line.until_ended()
    assert not ballot(path).answers


def test_in_a_terminal_what_is_said_meanwhile_leaves_what_one_types(workspace: Path) -> None:
    """Half a line is typed when the round is closed: it is shown once more, and answers nothing."""
    path = plan(workspace, invited=3, mode="open", depth="quick")
    with hosted(path, "--open") as host, host.joined(f"plain-{host.code}", lines=60) as terminal:
        terminal.wait_for("Enter starts without one.", PATIENCE)
        terminal.send("\r4\r")
        terminal.wait_for("Recorded: level 4", PATIENCE)
        terminal.send("45")
        terminal.wait_for("\n45", PATIENCE)
        sealing.close_round(path)
        terminal.wait_for("The result, from 1 who voted.", PATIENCE)
        assert "The round was closed. What you had answered was saved before." in terminal.text
        assert terminal.text.rstrip().endswith("\n45")
        terminal.send("\r")
        terminal.wait_for("Nothing is asked now.", PATIENCE)


def test_a_line_that_is_cut_at_the_door_spends_no_slip(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open", depth="quick")
    sealing.open_round(path)
    (slip,) = make_slips(path, 1)
    with hosted(path) as host:
        for code in (slip, host.code):
            said = host.refused("-T", f"plain-{code}@127.0.0.1").stdout
            assert said.endswith("Nothing was answered, nothing was kept.\n")
            with host.plain_line(code) as line:
                line.hears("Enter starts without one.")
        assert Room(path).presence().joined == 0
        said = host.refused("-T", f"plain-{slip}@127.0.0.1", stdin="\n4\n").stdout
        assert code_on(said)
    assert ballot(path).answers == {"vision.ladder": 4}


def test_an_exercise_is_rated_on_a_screen_and_line_by_line_and_both_read_what_came_of_it(
    workspace: Path,
) -> None:
    path = plan(
        workspace, invited=2, mode="open", stage="exercises", exercises=Exercises(planned=("qualities",))
    )
    sealing.open_exercise(path, "qualities")
    with hosted(path) as host, host.joined() as terminal:
        terminal.wait_for("Enter start", PATIENCE)
        terminal.send("\r")
        terminal.wait_for("we notice a hard day", PATIENCE)
        terminal.send("4444444")
        terminal.wait_for("grow next", PATIENCE)
        terminal.send("6\r")
        terminal.wait_for("READY TO HAND IN", PATIENCE)
        terminal.send("y")
        terminal.wait_for("1 handed in so far", PATIENCE)
        lines = "".join(f"{line}\n" for line in ("", *"2222222", "6", "y", ""))
        said = host.refused("-T", f"plain-{host.code}@127.0.0.1", stdin=lines).stdout
        assert "Recorded: Curious" in said
        sealing.close_round(path)
        terminal.wait_for("Grow next: Curious, picked by 2 of 2.", PATIENCE)
        said = host.refused("-T", f"plain-{host.code}@127.0.0.1", stdin="").stdout
        assert said.startswith("Service qualities\n")
        assert "Grow next: Curious, picked by 2 of 2." in said
    qualities = load(path).exercises.qualities
    assert {quality.met for quality in qualities} == {Tally((0, 1, 0, 1, 0))}


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("{code}@127.0.0.1", "id"), "exec request failed"),
        (("-s", "{code}@127.0.0.1", "sftp"), "subsystem request failed"),
        (("-W", "127.0.0.1:22", "{code}@127.0.0.1"), "stdio forwarding failed"),
        (
            ("-o", "ExitOnForwardFailure=yes", "-NR", "0:127.0.0.1:22", "{code}@127.0.0.1"),
            "forwarding failed",
        ),
        (("wrong-code-0000@127.0.0.1",), "not known here"),
    ],
)
def test_nothing_but_a_participants_screen(workspace: Path, argv: tuple[str, ...], told: str) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open") as host:
        done = host.refused(*(each.format(code=host.code) for each in argv))
        assert done.returncode != 0
        assert told in done.stderr + done.stdout
        assert Room(path).presence().joined == 0


def test_a_host_that_is_stopped_tells_everybody_and_loses_nothing(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open") as host, host.joined() as terminal:
        terminal.wait_for("Enter start", PATIENCE)
        terminal.send("\r")
        terminal.wait_for("1 of 30", PATIENCE)
        terminal.send("4")
        terminal.wait_for("2 of 30 · saved", PATIENCE)
        host.process.terminate()
        terminal.wait_exit(PATIENCE)
        assert "The host stops now" in terminal.text
    assert ballot(path).answers == answered(path, "4")


def test_a_host_that_is_stopped_after_the_session_promises_no_way_back(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with hosted(path, "--open") as host, host.joined() as terminal:
        terminal.wait_for("Enter start", PATIENCE)
        sealing.destroy_round(path)
        sealing.close_session(path, without_numbers=True)
        terminal.wait_for("The session is closed.", PATIENCE)
        host.process.terminate()
        terminal.wait_exit(PATIENCE)
        assert "This session has ended. Thank you for taking part." in terminal.text
        assert "your code works when it is back" not in terminal.text


def test_the_host_key_is_private_and_stays(workspace: Path, home: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    prints: list[Host] = []
    for _ in range(2):
        with hosted(path) as host:
            prints.append(host)
    key = home / ".local/state/workshop/host_key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert prints[0].fingerprint == prints[1].fingerprint
    assert prints[0].code == prints[1].code


def test_the_room_lets_people_in_with_one_key_and_stops_it_with_another(workspace: Path) -> None:
    path = plan(workspace, invited=3, mode="open")
    with Terminal("run", str(path), cwd=workspace, columns=100, lines=40) as terminal:
        terminal.wait_for("let people in", PATIENCE)
        terminal.send("i")
        terminal.wait_for("Whom should it let in", PATIENCE)
        terminal.send("l")
        terminal.wait_for("Fingerprint: SHA256:", PATIENCE)
        assert re.search(r"ssh -p \d+ [0-9a-z]{4}-[0-9a-z]{4}@127.0.0.1", terminal.text)
        terminal.send("x")
        terminal.wait_for("Stop letting people in", PATIENCE)
        terminal.send("y")
        terminal.wait_for("Whom should it let in", PATIENCE)
    assert not served(path)
