"""The third workshop: staff clearly up; after the cuts too few are there when patrons need them."""

from datetime import date

from tests.samples.told import EXAMPLE, PLAN, Answers, Told
from workshop.model.exercises import Change, Exercises, Value
from workshop.model.followup import Action, FollowUp, StopItem
from workshop.model.session import AgreedLevel, Comment, Note

__all__ = ["AUTUMN_2026"]

ANSWERS: Answers = {
    "vision": {
        "own-words": "0 3 5 3 0 | 0",
        "good-ideas": "0 4 5 2 0 | 0",
        "saying-no": "2 4 4 0 0 | 1",
        "telling-users": "0 3 4 4 0 | 0",
        "ladder": "0 2 6 3 0 | 0",
    },
    "staff": {
        "on-the-spot": "0 0 2 6 3 | 0",
        "clear-answers": "0 3 5 3 0 | 0",
        "speaking-up": "0 2 4 4 1 | 0",
        "first-person": "0 1 4 5 1 | 0",
        "ladder": "0 0 4 6 1 | 0",
    },
    "purpose": {
        "planning-work": "0 2 5 4 0 | 0",
        "asking-aims": "0 1 5 4 1 | 0",
        "behind-the-scenes": "1 3 5 2 0 | 0",
        "got-it-done": "0 0 3 5 1 | 2",
        "ladder": "0 1 3 6 1 | 0",
    },
    "culture": {
        "changing-plans": "0 3 4 4 0 | 0",
        "stepping-in": "0 1 2 5 3 | 0",
        "what-not-who": "0 2 3 5 1 | 0",
        "beyond-rules": "0 2 4 4 1 | 0",
        "ladder": "0 2 5 3 1 | 0",
    },
    "thinking": {
        "asking-why": "0 3 5 2 0 | 1",
        "time-to-try": "3 5 2 0 0 | 1",
        "borrowing": "1 4 2 1 0 | 3",
        "trying-together": "1 4 3 1 0 | 2",
        "ladder": "0 4 4 1 0 | 2",
    },
    "resources": {
        "giving-reasons": "1 3 5 2 0 | 0",
        "start-and-stop": "2 5 3 1 0 | 0",
        "checking-after": "1 4 3 1 0 | 2",
        "there-when-needed": "2 5 3 1 0 | 0",
        "ladder": "1 4 4 2 0 | 0",
    },
}

AUTUMN_2026 = Told(
    plan={
        **PLAN,
        "title": "North branch, autumn 2026",
        "held_on": date(2026, 11, 18),
        "invited": 13,
        "present": 11,
        "check_in": "What do patrons thank us for that nobody counts?",
    },
    voted=11,
    answers=ANSWERS,
    felt={
        "vision": "1 7 1 | 2",
        "staff": "0 3 6 | 2",
        "purpose": "0 7 2 | 2",
        "culture": "1 3 5 | 2",
        "thinking": "2 5 1 | 3",
        "resources": "7 2 0 | 2",
    },
    comments=(
        Comment(
            id="c1-comment-resources",
            attribute="resources",
            text="On Mondays one of us looks after two floors. Nobody decided that; it came with the cuts.",
        ),
    ),
    aimed_at_a_person=(("culture", "I know who would say no to this."),),
    afterwards={
        "follow_up": (
            FollowUp(
                id="b1-action-address",
                text="Give a starter card with two loans to anybody without proof of address.",
                became="done",
                noticed="better",
                note="63 starter cards by October; 7 items of 180 have not come back.",
            ),
            FollowUp(
                id="b1-action-hours",
                text="Two hours a month for each team to try an idea.",
                became="dropped",
                noticed="no",
                note="Held twice. Since the cuts in April nobody could be spared.",
            ),
            FollowUp(
                id="b1-stop-form",
                text="The paper form for room bookings, typed in again by us",
                became="returned",
                noticed="worse",
                note="Patrons without mail could not book from home; the form is back for them alone.",
            ),
        ),
        "agreed": {
            "vision": AgreedLevel(
                level=3,
                example="The branch plan was cut to one page and is on the wall; two teams set goals by it.",
                evidence="records",
            ),
            "staff": AgreedLevel(
                level=4,
                example="The limits page is in its third version, and the desk wrote the last one itself.",
                evidence="records",
            ),
            "purpose": AgreedLevel(
                level=4,
                example="The goals for next year say what patrons will be able to do, in processing too.",
                evidence="records",
            ),
            "culture": AgreedLevel(
                level=3,
                example="The starter card replaced the rule about addresses. The other rules on "
                "the list remain.",
                evidence="users told us",
            ),
            "thinking": AgreedLevel(
                level=2,
                example="The two hours a month were the first thing to go in April.",
                evidence="records",
            ),
            "resources": AgreedLevel(
                range=(2, 3),
                example="Mondays have the longest queue and the fewest staff; the schedule "
                "repeats last year's.",
                evidence="users told us",
            ),
        },
        "notes": (
            Note(id="c1-note-example", text=EXAMPLE),
            Note(
                id="c1-note-monday",
                attribute="resources",
                text="The cut itself was not ours to decide. Where the hours that are left go is.",
            ),
            Note(
                id="c1-note-culture",
                attribute="culture",
                text="Since there is one rule about cards, we argue less about what is fair.",
            ),
        ),
        "actions": (
            Action(
                id="c1-action-monday",
                text="Lay the door counter beside the schedule, and move ten hours a week to "
                "where patrons are.",
                owner="scheduling team",
                due=date(2027, 1, 15),
                notice="The Monday queue is shorter than five people at four o'clock.",
                objection="Colleagues whose free day would move: ask before, not after.",
                example="The children's floor did it in summer; the scheduling team asks them how.",
            ),
            Action(
                id="c1-action-idea",
                text="One idea a season, tried with patrons in the room, in an hour that "
                "something else gives up.",
                owner="branch manager",
                due=date(2027, 3, 31),
                notice="Patrons can name something they tried with us.",
            ),
        ),
        "stops": (
            StopItem(
                id="c1-stop-sorting",
                item="Sorting returned books twice, by the hour and again in the evening",
                began="When returns were counted by hand.",
                gains="The morning shift finds the carts in order.",
                keep="Carts that are in order save ten minutes at opening.",
                objection="The morning shift.",
                test="30 days with one sorting at closing; the morning shift notes how long opening takes.",
                owner="processing team",
                due=date(2026, 12, 18),
                status="paused",
            ),
            StopItem(
                id="c1-stop-report",
                item="The monthly report on programmes to head office",
                began="A grant that ended three years ago asked for it.",
                gains="Head office: to be asked.",
                owner="branch manager",
                due=date(2027, 1, 29),
                status="proposed",
            ),
        ),
        "exercises": Exercises(
            change=Change(
                change="From spring the branch opens on Sunday mornings without staff.",
                values=(
                    Value(
                        value="Everybody is welcome",
                        seen="We show the door and the machine to anybody who asks, as often as they ask.",
                        hard="Those who need us most come least often when nobody is there.",
                        leaders="Spend two Sundays at the door themselves.",
                    ),
                    Value(
                        value="We look after each other",
                        seen="Nobody is called on a free Sunday.",
                        hard="Somebody has to know what to do when the door does not open.",
                        leaders="Name who is on call, and pay for it.",
                    ),
                ),
            )
        ),
        "next_on": date(2027, 5, 19),
    },
)
