"""The first workshop: nobody knows what staff may decide, and exceptions divide the team."""

from datetime import date

from tests.samples.told import EXAMPLE, PLAN, Answers, Told
from workshop.model.followup import Action, StopItem
from workshop.model.session import AgreedLevel, Comment, Note

__all__ = ["SPRING_2025"]

ANSWERS: Answers = {
    "vision": {
        "own-words": "1 3 4 1 0 | 0",
        "good-ideas": "1 4 3 1 0 | 0",
        "saying-no": "2 4 2 0 0 | 1",
        "telling-users": "0 3 4 2 0 | 0",
        "ladder": "0 3 5 1 0 | 0",
    },
    "staff": {
        "on-the-spot": "2 5 2 0 0 | 0",
        "clear-answers": "1 4 3 1 0 | 0",
        "speaking-up": "1 2 4 2 0 | 0",
        "first-person": "0 2 4 3 0 | 0",
        "ladder": "1 5 3 0 0 | 0",
    },
    "purpose": {
        "planning-work": "0 2 4 3 0 | 0",
        "asking-aims": "0 1 4 3 1 | 0",
        "behind-the-scenes": "1 4 3 1 0 | 0",
        "got-it-done": "0 0 2 4 1 | 2",
        "ladder": "0 1 3 4 1 | 0",
    },
    "culture": {
        "changing-plans": "1 3 2 3 0 | 0",
        "stepping-in": "0 1 2 4 2 | 0",
        "what-not-who": "1 2 3 2 1 | 0",
        "beyond-rules": "2 3 0 3 1 | 0",
        "ladder": "2 3 0 3 1 | 0",
    },
    "thinking": {
        "asking-why": "1 3 3 1 0 | 1",
        "time-to-try": "3 4 1 0 0 | 1",
        "borrowing": "1 3 1 0 0 | 4",
        "trying-together": "1 2 1 0 0 | 5",
        "ladder": "1 3 2 0 0 | 3",
    },
    "resources": {
        "giving-reasons": "0 2 4 2 0 | 1",
        "start-and-stop": "3 4 2 0 0 | 0",
        "checking-after": "1 3 2 1 0 | 2",
        "there-when-needed": "0 1 3 4 1 | 0",
        "ladder": "0 2 4 3 0 | 0",
    },
}

SPRING_2025 = Told(
    plan={
        **PLAN,
        "title": "North branch, spring 2025",
        "held_on": date(2025, 5, 14),
        "invited": 12,
        "present": 9,
        "check_in": "Which patron made you smile this week?",
    },
    voted=9,
    answers=ANSWERS,
    comments=(
        Comment(
            id="a1-comment-culture",
            attribute="culture",
            text="Whether a late fee is waived depends on which of us is asked. Patrons have noticed.",
        ),
    ),
    afterwards={
        "agreed": {
            "vision": AgreedLevel(
                level=3,
                example="The new plan decided the choice between a story hour and a second printer.",
                evidence="records",
            ),
            "staff": AgreedLevel(
                level=2,
                example="Waiving a fee of two dollars takes the initials of a manager. Patrons "
                "come back for it.",
                evidence="users told us",
            ),
            "purpose": AgreedLevel(
                level=3,
                example="At the desk it is clear what we are for. In processing it is mostly "
                "numbers per week.",
                evidence="own sense",
            ),
            "culture": AgreedLevel(
                range=(2, 4),
                example="The same request, an unpaid fee on a child's card, was refused and "
                "granted on one day.",
                evidence="records",
            ),
            "thinking": AgreedLevel(discussed=False),
            "resources": AgreedLevel(
                level=3,
                example="Opening hours follow the door counter. Nobody could say why processing "
                "has two days.",
                evidence="records",
            ),
        },
        "notes": (
            Note(id="a1-note-example", text=EXAMPLE),
            Note(
                id="a1-note-rules",
                attribute="culture",
                text="Both groups of answers had good reasons: fairness for all, and help for the one who "
                "asks. What nobody had was the same rule.",
            ),
            Note(
                id="a1-note-thinking",
                attribute="thinking",
                text="Many not sure: most of us have never tried an idea here. Talk about it next time.",
            ),
        ),
        "parking": (
            Note(id="a1-parking-heating", text="Heating in the reading room: for the city, not for us."),
        ),
        "actions": (
            Action(
                id="a1-action-limits",
                text="Write on one page what staff may settle on the spot: fees up to 20 dollars, lost "
                "cards, longer loans. Try it for three months.",
                owner="desk team lead",
                due=date(2025, 8, 29),
                notice="Patrons leave the desk with the problem solved, not with a date to come back.",
                objection="Accounts: every waived fee has to be explained. A tally sheet at the "
                "desk does that.",
                example="South branch does it; the desk team lead asks them how they keep count.",
            ),
            Action(
                id="a1-action-rules",
                text="List the desk rules that two of us apply differently, and settle the "
                "three that matter most.",
                owner="branch manager",
                due=date(2025, 9, 30),
                notice="The same question gets the same answer, whoever is asked.",
            ),
        ),
        "stops": (
            StopItem(
                id="a1-stop-initials",
                item="The manager's initials under every waived fee",
                began="An audit years ago asked for a paper trail.",
                gains="Accounts, when they check twice a year.",
                keep="Large sums should be seen by two people.",
                objection="Accounts: money without a signature.",
                test="30 days without initials below 20 dollars; the tally sheet shows how many "
                "and how much.",
                owner="branch manager",
                due=date(2025, 6, 30),
                status="paused",
            ),
            StopItem(
                id="a1-stop-printout",
                item="The weekly printout of loans for the staff room",
                began="Before everybody could see the numbers on screen.",
                gains="Nobody we could name.",
                test="Leave it out for 30 days and see who asks.",
                owner="processing team",
                due=date(2025, 6, 30),
                status="stopped",
            ),
        ),
        "next_on": date(2026, 1, 28),
    },
)
