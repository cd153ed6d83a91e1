"""What became, by a later session, of what an earlier one wanted to stop, and of its policies."""

from __future__ import annotations

from workshop.language import _
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.model.text import fit

__all__ = ["became"]


def became(first: Session, last: Session) -> tuple[str, ...]:
    """Return a sentence for each stop of ``first`` answered in ``last``, and each policy both looked at.

    Counts only: what was placed on the steps before is not compared, and the minimum over points never is.
    """
    said = {entry.id: entry for entry in last.follow_up}
    sentences = []
    for stop in first.stops:
        if entry := said.get(stop.id):
            noticed = first.fill(
                {
                    "better": _("{users} noticed: better"),
                    "worse": _("{users} noticed: worse"),
                    "no": _("no {user} noticed"),
                }.get(entry.noticed, "")
            )
            outcome = ", ".join(filter(None, (shown(entry.became), noticed)))
            sentences.append(
                _("To stop “{item}”: {outcome}.").format(item=fit(stop.item, 80), outcome=outcome)
            )
    now = {_same(policy.policy): policy for policy in last.exercises.policies}
    for before in first.exercises.policies:
        after = now.get(_same(before.policy))
        if before.verdict and after:
            verdict = shown(after.verdict) if after.verdict else _("no verdict yet")
            sentences.append(
                _("Policy “{policy}”: {then} then, {now} now.").format(
                    policy=fit(before.policy, 80), then=shown(before.verdict), now=verdict
                )
            )
        elif before.verdict:
            sentences.append(
                _("Policy “{policy}”: {then} then, not looked at now.").format(
                    policy=fit(before.policy, 80), then=shown(before.verdict)
                )
            )
    return tuple(sentences)


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
