"""An instrument and files to import, as short as a test can say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from workshop.model.instrument import Attribute, Instrument, Statement
from workshop.model.session import THRESHOLD, Mode
from workshop.store.codec import encode_instrument
from workshop.store.column_map import read_column_map
from workshop.store.importer import ImportOutcome, Terms, import_ratings
from workshop.store.ratings_csv import Ratings, read_ratings
from workshop.store.workspace import Workspace

HELD_ON = date(2026, 11, 23)


def instrument(**attributes: Sequence[str]) -> Instrument:
    """An instrument of statements only, by attribute id."""
    return Instrument(
        id="own",
        version="1",
        title="Leading and meaning",
        stem="How far do you agree?",
        scale=("not at all", "a little", "partly", "mostly", "fully"),
        attributes=tuple(
            Attribute(
                id=key, name=key, statements=tuple(Statement(id=i, text=f"Statement {i}.") for i in ids)
            )
            for key, ids in attributes.items()
        ),
    )


OWN = instrument(leadership=["lead01", "lead02"])
MAP = '[columns]\nL1 = "leadership.lead01"\nL2 = "leadership.lead02"\n'


def read(
    folder: Path,
    text: str | bytes,
    *,
    by: str = "",
    columns: str = MAP,
    asked: Instrument = OWN,
    name: str = "survey.csv",
) -> Ratings:
    """Write a CSV and its map into ``folder`` and read them."""
    csv = folder / name
    csv.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "map.toml").write_text(columns, encoding="utf-8")
    return read_ratings(csv, read_column_map(folder / "map.toml", asked), by)


def answers(ratings: Ratings) -> list[list[int | None]]:
    """What each row answered to the questions, in their order."""
    return [[row.answers.get(question.key) for question in ratings.questions] for row in ratings.rows]


def people(**units: int) -> str:
    """A CSV with so many people in each unit, their answers alternating between 2 and 4, and 3."""
    rows = [f"{unit},{2 + 2 * (n % 2)},3" for unit, many in units.items() for n in range(many)]
    return "\n".join(["Unit,L1,L2", *rows]) + "\n"


def terms(*, mode: Mode = "confidential", threshold: int = THRESHOLD, **others: str) -> Terms:
    """What all sessions of an import have in common."""
    return Terms(OWN, HELD_ON, mode=mode, threshold=threshold, **others)


def bring_in(
    workspace: Path, text: str, by: str = "", *, skip_bad: bool = False, agreed: Terms | None = None
) -> ImportOutcome:
    """Import a CSV into the workspace."""
    ratings = read(workspace, text, by=by)
    return import_ratings(ratings, Workspace(workspace), agreed or terms(), skip_bad=skip_bad)


def files(workspace: Path) -> dict[str, bytes]:
    """The session files there are, with their content."""
    return {path.name: path.read_bytes() for path in Workspace(workspace).files()}


def save_instrument(path: Path, asked: Instrument = OWN) -> Path:
    """Write an instrument file."""
    path.write_bytes(encode_instrument(asked))
    return path
