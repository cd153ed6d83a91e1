"""Words to read aloud, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workshop.model.session import Stage

__all__ = ["ALOUD", "PROMPTS", "WHEN"]

ALOUD: Final[Mapping[Stage, tuple[str, ...]]] = {
    "welcome": (
        "People did what made sense with what they knew and had. We look at how work is set up, not at who.",
        "We will rate six sides of how we work for {users}, look at the answers together, and leave with one "
        "thing to try and one thing to stop.",
        "What is kept is how many chose each answer. Who chose what is not kept anywhere.",
    ),
    "follow-up": (
        "Last time we said we would try some things and stop some. Let us see what became of them.",
        "Nobody has to defend anything. If it came back, something needed it.",
        "Is this our first time? Then tell one story about {users} from this month.",
    ),
    "rate": (
        "Now each of us alone, in silence. Rate how it is here, not how it should be.",
        "Not sure is an answer, and a useful one. If torn between two levels, take the lower.",
        "Nobody sees a result before all are done, and I do not either.",
    ),
    "reveal": (
        "Here is how we answered. Take half a minute and just look.",
        "Nobody owns a dot. We do not ask who chose what.",
        "What should we talk about first?",
    ),
    "discuss": (
        "One minute alone: what did you see that led to your answer? Then in pairs, then all together.",
        "What might someone on 2 be seeing that the rest of us do not?",
        "Leaders answer last.",
    ),
    "revote": (
        "We vote once more on this one, in private. Change your answer if you see it differently now; "
        "keep it if you do not.",
    ),
    "agree": (
        "Which level do we agree on? We need an example from our work that shows it.",
        "If we do not agree, that is a result too: we keep the range.",
    ),
    "exercises": (
        "How could we guarantee a bad experience for {users}? Say it freely.",
        "Which of these do we do now, at least a little?",
        "Which one stops first? A task, a rule or a form; never a person or a job.",
    ),
    "actions": (
        "One thing to try, one thing to stop. Who takes it, until when?",
        "How will {users} notice? Who may object, and what good reason might they have?",
        "Who here does this well already, and who will ask them?",
    ),
    "close": (
        "One word each: how do you leave this room?",
        "This is how it is now, not for good. We look again on the next date.",
    ),
}

WHEN: Final = (
    ("Someone dominates", "Thank you. Let us hear from someone who has not spoken yet."),
    ("Someone guesses whose answer it was", "Nobody owns a dot. What might lead a person to that answer?"),
    ("Someone is upset", "Let us stop for a moment. What would help right now?"),
)
"""What to say when it gets difficult."""

PROMPTS: Final = (
    "How could we guarantee a bad experience for {users}? Say it freely.",
    "Which of these do we do now, at least a little?",
    "Which one stops first?",
)
"""The questions of the stop-doing list, asked one after the other."""
