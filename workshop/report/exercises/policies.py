"""Policies from the user's side: diverging bars, what to discuss first, and what the law requires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.analysis.exercises import discuss_first, yes_of
from workshop.charts.diverging import Side, diverging
from workshop.charts.scene import Scene
from workshop.language import _
from workshop.model.exercises import Policy
from workshop.model.session import Session
from workshop.model.shown import shown
from workshop.model.tally import Band, Hidden, Tally
from workshop.model.text import fit
from workshop.report.exercises.parts import Block, Json, Table, counted_json, how, not_known, step, title_of

__all__ = ["policies"]


def policies(session: Session) -> Block:
    """Return the policies with what their counts support."""
    listed = session.exercises.policies
    rated = "policies" in session.exercises.rounds
    return Block(
        "policies",
        title_of(session, "policies"),
        bool(listed),
        tuple(_sentences(session, listed, rated=rated)),
        _picture(session, listed) if rated else None,
        _table(listed),
        _json(listed),
    )


def _sentences(session: Session, listed: Sequence[Policy], *, rated: bool) -> Iterable[str]:
    first = [policy for policy in listed if discuss_first(policy)]
    for policy in first:
        yield _("Discuss first: {policy} – {why}.").format(policy=fit(policy.policy, 80), why=_why(policy))
    if rated and not first:
        yield _("No policy is both easier for us and hard to explain: none has to be discussed first.")
    for policy in listed:
        if policy.legally_required and (policy in first or policy.verdict == "change"):
            yield _("{policy}: the law requires it, so it cannot be dropped, only explained.").format(
                policy=fit(policy.policy, 80)
            )
    yield from not_known(((fit(p.policy, 80), p.easier_for) for p in listed), session.needed)
    yield from how(session, "policies")


def _why(policy: Policy) -> str:
    assert isinstance(policy.easier_for, Tally | Band) and policy.easier_for.median
    said = yes_of(policy)
    median = step(policy.easier_for.median)
    if not said:
        return _("easier for us (median {median})").format(median=median)
    return _("easier for us (median {median}), and {yes} of {all} can explain why").format(
        median=median, yes=said[0], all=said[1]
    )


def _picture(session: Session, listed: Sequence[Policy]) -> Scene:
    ordered = sorted(listed, key=lambda policy: not discuss_first(policy))
    return diverging(
        [
            Side(
                fit(policy.policy, 100),
                policy.easier_for,
                _("{yes} of {all} explain").format(yes=said[0], all=said[1])
                if (said := yes_of(policy))
                else "",
                discuss_first(policy),
            )
            for policy in ordered
        ],
        left=_("easier for us"),
        right=session.fill(_("easier for {users}")),
        needed=session.needed,
    )


def _table(listed: Sequence[Policy]) -> Table:
    if not listed:
        return ()
    head = (
        _("Policy"),
        _("Owner"),
        _("Required by law"),
        _("Median"),
        _("Can explain"),
        _("Verdict"),
        _("Who may object, and why"),
    )
    return (head, *(_row(policy) for policy in listed))


def _row(policy: Policy) -> tuple[str, ...]:
    steps, said = policy.easier_for, yes_of(policy)
    median = step(steps.median) if isinstance(steps, Tally | Band) and steps.median else ""
    hidden = _("not shown") if isinstance(steps, Hidden) else ""
    yes = (
        _("{count} of {all}").format(count=said[0], all=said[1])
        if said
        else _("not shown")
        if isinstance(policy.explained, Hidden)
        else ""
    )
    law = shown("yes" if policy.legally_required else "no")
    return (
        policy.policy,
        policy.owner,
        law,
        median or hidden,
        yes,
        shown(policy.verdict or ""),
        policy.objection,
    )


def _json(listed: Sequence[Policy]) -> Json:
    return {
        "policies": [
            {
                "id": policy.id,
                "policy": policy.policy,
                "owner": policy.owner,
                "legally_required": policy.legally_required,
                "easier_for": counted_json(policy.easier_for),
                "explained": counted_json(policy.explained),
                "objection": policy.objection,
                "verdict": policy.verdict,
                "discuss_first": discuss_first(policy),
            }
            for policy in listed
        ]
    }
