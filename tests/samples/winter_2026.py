"""The second workshop: staff decide at the desk; exceptions still part the team, less than before."""

from datetime import date

from tests.samples.told import EXAMPLE, PLAN, Answers, Told
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Comment, Note

__all__ = ["WINTER_2026"]

ANSWERS: Answers = {
    "vision": {
        "own-words": "0 4 4 2 0 | 0",
        "good-ideas": "1 3 4 2 0 | 0",
        "saying-no": "2 5 2 0 0 | 1",
        "telling-users": "0 3 5 2 0 | 0",
        "ladder": "0 3 5 2 0 | 0",
    },
    "staff": {
        "on-the-spot": "0 1 3 5 1 | 0",
        "clear-answers": "1 4 4 1 0 | 0",
        "speaking-up": "0 3 5 2 0 | 0",
        "first-person": "0 1 5 3 1 | 0",
        "ladder": "0 3 5 2 0 | 0",
    },
    "purpose": {
        "planning-work": "0 2 5 3 0 | 0",
        "asking-aims": "0 2 4 3 1 | 0",
        "behind-the-scenes": "1 3 4 2 0 | 0",
        "got-it-done": "0 0 3 4 1 | 2",
        "ladder": "0 1 4 4 1 | 0",
    },
    "culture": {
        "changing-plans": "0 3 4 3 0 | 0",
        "stepping-in": "0 1 3 4 2 | 0",
        "what-not-who": "0 2 4 3 1 | 0",
        "beyond-rules": "1 3 2 3 1 | 0",
        "ladder": "1 2 3 2 2 | 0",
    },
    "thinking": {
        "asking-why": "0 4 4 1 0 | 1",
        "time-to-try": "3 5 1 0 0 | 1",
        "borrowing": "1 3 2 0 0 | 4",
        "trying-together": "2 3 2 0 0 | 3",
        "ladder": "1 4 2 1 0 | 2",
    },
    "resources": {
        "giving-reasons": "0 2 4 3 0 | 1",
        "start-and-stop": "2 4 3 1 0 | 0",
        "checking-after": "1 3 3 1 0 | 2",
        "there-when-needed": "0 2 4 3 1 | 0",
        "ladder": "0 2 5 3 0 | 0",
    },
}

WINTER_2026 = Told(
    plan={
        **PLAN,
        "title": "North branch, winter 2026",
        "held_on": date(2026, 1, 28),
        "invited": 12,
        "present": 10,
        "check_in": "What did you settle at the desk that you could not have settled a year ago?",
    },
    voted=10,
    answers=ANSWERS,
    felt={
        "vision": "0 7 2 | 1",
        "staff": "0 2 7 | 1",
        "purpose": "1 7 1 | 1",
        "culture": "1 4 4 | 1",
        "thinking": "1 6 1 | 2",
        "resources": "2 6 1 | 1",
    },
    comments=(
        Comment(
            id="b1-comment-thinking",
            attribute="thinking",
            text="We borrow ideas from other libraries. Has anybody looked at how a good "
            "pharmacy greets people?",
        ),
    ),
    afterwards={
        "follow_up": (
            FollowUp(
                id="a1-action-limits",
                text="Write on one page what staff may settle on the spot.",
                became="done",
                noticed="better",
                note="In use since September: 140 fees settled at the desk, 610 dollars in all. "
                "Accounts agreed.",
            ),
            FollowUp(
                id="a1-action-rules",
                text="List the desk rules that two of us apply differently.",
                became="not yet",
                note="The list is there, with eleven rules; none of the three is settled.",
            ),
            FollowUp(
                id="a1-stop-initials",
                text="The manager's initials under every waived fee",
                became="stopped",
                noticed="better",
                note="Patrons no longer wait for the manager. Above 20 dollars two people still look.",
            ),
            FollowUp(
                id="a1-stop-printout",
                text="The weekly printout of loans for the staff room",
                became="stopped",
                noticed="no",
                note="Nobody asked for it.",
            ),
        ),
        "agreed": {
            "vision": AgreedLevel(
                level=3,
                example="We declined the craft fair because it did not fit; it was the only time this year.",
                evidence="records",
            ),
            "staff": AgreedLevel(
                level=3,
                example="Fees and cards are settled at the desk. Ideas that need money still "
                "wait for months.",
                evidence="records",
            ),
            "purpose": AgreedLevel(
                level=3,
                example="The plan for the new shelves said what it does for patrons. The one "
                "for labels did not.",
                evidence="records",
            ),
            "culture": AgreedLevel(
                range=(2, 4),
                example="Guests without an address get a card from some of us and a leaflet from others.",
                evidence="users told us",
            ),
            "thinking": AgreedLevel(
                level=2,
                example="The idea of lending umbrellas was met with a smile and has not been heard of since.",
                evidence="own sense",
            ),
            "resources": AgreedLevel(
                level=3,
                example="The second evening was moved to Thursday because the door counter said so.",
                evidence="records",
            ),
        },
        "notes": (
            Note(id="b1-note-example", text=EXAMPLE),
            Note(
                id="b1-note-limits",
                attribute="staff",
                text="What helped was not permission but knowing the limit. Below it nobody asks any more.",
            ),
            Note(
                id="b1-note-address",
                attribute="culture",
                text="The rule about addresses is the next one to settle. Two patrons were "
                "turned away over it.",
            ),
        ),
        "actions": (
            Action(
                id="b1-action-address",
                text="Give a starter card with two loans to anybody without proof of address; "
                "count what comes back.",
                owner="desk team lead",
                due=date(2026, 4, 30),
                notice="Nobody leaves without a card for want of a letter.",
                objection="Collections: books that never return. The count after three months will tell.",
                example="The county library does it; the desk team lead asks for their numbers.",
            ),
            Action(
                id="b1-action-hours",
                text="Two hours a month for each team to try an idea; a list of what was tried, "
                "failures included.",
                owner="branch manager",
                due=date(2026, 6, 30),
                notice="Patrons are asked to try something with us, at least once a season.",
            ),
        ),
        "stops": (
            StopItem(
                id="b1-stop-form",
                item="The paper form for room bookings, typed in again by us",
                began="Before rooms could be booked online.",
                gains="Patrons who have no mail address: about one in twenty.",
                keep="Those patrons need a way that works.",
                objection="Colleagues at the desk: the form keeps the queue in order.",
                test="30 days of booking at the desk, on the screen, together with the patron.",
                owner="desk team lead",
                due=date(2026, 3, 31),
                status="paused",
            ),
        ),
        "next_on": date(2026, 11, 18),
    },
)
