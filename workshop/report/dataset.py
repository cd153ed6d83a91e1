"""Sessions read back from the Parquet data set that ``parquet`` writes: what trends need of each.

An engine only counts: it adds up integers per session and question. What comes out is `Outcome`s, as from the
sessions themselves, so that one analysis serves all; only what no data set holds is missing: what was noted,
promised and followed up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workshop.errors import WorkshopError
from workshop.language import _
from workshop.model.outcome import (
    Agreed,
    AskedAttribute,
    AskedQuestion,
    Outcome,
    Questionnaire,
    write_decided,
)
from workshop.model.wording import Wording
from workshop.report.engines import ENGINES, SAID, count_with_dask, count_with_duckdb
from workshop.report.extras import lacking
from workshop.report.tables import COUNTS, NOT_ASKED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["outcomes", "read_outcomes"]


def read_outcomes(source: str, engine: str = "duckdb", scheduler: str = "") -> tuple[Outcome, ...]:
    """Return what came of each session in the data set ``source``, a folder or an address an engine knows.

    ``scheduler`` is the address of Dask's; without one it works on this machine. Raises WorkshopError when
    the engine is not installed, when there is no such data set, and when a session is in it twice.
    """
    _needs(engine)
    if "://" not in source and not any(Path(source).rglob("*.parquet")):
        raise WorkshopError(
            _("no Parquet files in {folder}").format(folder=source),
            _("Name the folder that `workshop export --all --to parquet` wrote."),
        )
    import duckdb

    with duckdb.connect() as connection, _complaints(source):
        if engine == "dask":
            count_with_dask(connection, source, scheduler)
        else:
            count_with_duckdb(connection, source)
        return tuple(outcomes(connection))


def outcomes(connection: DuckDBPyConnection) -> Iterator[Outcome]:
    """Yield what came of each session of the table ``counted``, which an engine left in ``connection``."""
    _once_each(connection)
    connection.execute(_QUESTIONS)
    asked = {row[0]: row[1:] for row in connection.execute("FROM questions").fetchall()}

    @lru_cache(maxsize=4096)
    def questionnaire(numbers: str) -> tuple[Questionnaire, Sequence[int]]:
        return _questionnaire([asked[int(number)] for number in numbers.split(";")])

    found = connection.execute(_SESSIONS)
    while rows := found.fetchmany(10_000):
        for (
            organisation,
            unit,
            name,
            title,
            day,
            method,
            voted,
            needed,
            numbers,
            results,
            agreed,
            felt,
        ) in rows:
            questions, firsts = questionnaire(numbers)
            yield Outcome(
                file=f"{name}.toml",
                title=title,
                organisation=organisation,
                unit=unit,
                held_on=day,
                stage="close",
                mode="confidential" if needed > 1 else "open",
                threshold=needed,
                audience="team",
                users="users",
                user="user",
                method=method,
                voted=voted,
                questionnaire=questions,
                results=results if results.strip(";") else "",
                felt_results=_of_attributes(felt, firsts),
                decided=_decided(
                    tuple(asked.id for asked in questions.attributes), _of_attributes(agreed, firsts)
                ),
            )


def _questionnaire(asked: Sequence[Sequence[Any]]) -> tuple[Questionnaire, Sequence[int]]:
    """Return the questionnaire of these rows of ``questions``, and where each attribute has its first."""
    attributes: dict[str, AskedAttribute] = {}
    questions, firsts = [], []
    for place, (attribute, item, wording, _place, name, label, text) in enumerate(asked):
        if attribute not in attributes:
            attributes[attribute] = AskedAttribute(attribute, name, label)
            firsts.append(place)
        language, stem, said, levels = wording.rsplit("-", 3)
        questions.append(AskedQuestion(attribute, item, text, Wording(language, stem, said, (levels,))))
    return Questionnaire("", "", "", tuple(attributes.values()), tuple(questions)), tuple(firsts)


def _of_attributes(texts: str, firsts: Sequence[int]) -> str:
    """Return, joined by ``;``, what the first question of each attribute says; "" when none says anything."""
    if not texts.strip(";"):
        return ""
    said = texts.split(";")
    return ";".join(said[place] for place in firsts)


@lru_cache(maxsize=65_536)
def _decided(attributes: tuple[str, ...], levels: str) -> str:
    pairs = zip(attributes, levels.split(";"), strict=False)
    agreed = {key: Agreed(int(level), None, True, "", "") for key, level in pairs if level}
    return write_decided(agreed, (), ())


def _once_each(connection: DuckDBPyConnection) -> None:
    """Raise WorkshopError when a question has other rows than it should: nothing is counted twice."""
    wrong = connection.execute(
        f"SELECT organisation_name, unit, session_id FROM counted "
        f"WHERE lines <> CASE shown WHEN '{COUNTS}' THEN 6 ELSE 1 END LIMIT 1"
    ).fetchone()
    if wrong:
        where = ", ".join(filter(None, wrong[:2]))
        raise WorkshopError(
            _("the data set holds {session} ({where}) more than once, or not all of it").format(
                session=wrong[2], where=where or _("no organisation, no unit")
            ),
            _("Two sessions of one team need two names; what was written twice is to be written anew."),
        )


# What the engines are asked.

_QUESTIONS: Final = f"""
CREATE TEMP TABLE questions AS SELECT row_number() OVER () AS number, * FROM
(SELECT DISTINCT attribute, question, {", ".join(SAID)} FROM counted)
"""

_RESULT: Final = f"""
CASE shown WHEN '{COUNTS}' THEN concat(c1, ' ', c2, ' ', c3, ' ', c4, ' ', c5, ' | ', c0)
WHEN '{NOT_ASKED}' THEN '' ELSE shown END
"""


def _joined(field: str) -> str:
    return f"array_to_string(list_transform(asked, lambda one: one.{field}), ';')"


_SESSIONS: Final = f"""
SELECT organisation_name, unit, session_id, title, held_on, method, voted, needed,
{_joined("number")}, {_joined("result")}, {_joined("agreed")}, {_joined("felt")}
FROM (
    SELECT organisation_name, unit, session_id, any_value(session) AS title,
    any_value("date"::DATE) AS held_on, any_value(method) AS method, any_value(voted) AS voted,
    any_value(needed) AS needed,
    list_sort(list(struct_pack(
        place := place::INTEGER, number := number::VARCHAR, result := {_RESULT},
        agreed := coalesce(agreed::INTEGER::VARCHAR, ''), felt := coalesce(felt, '')
    ))) AS asked
    FROM counted JOIN questions USING (attribute, question, {", ".join(SAID)})
    GROUP BY organisation_name, unit, session_id
)
"""


@contextmanager
def _complaints(source: str) -> Iterator[None]:
    """Say what an engine could not do in our words; theirs follow, as they name the file."""
    try:
        yield
    except WorkshopError:
        raise
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError) as error:
        raise _unread(source, error) from error
    except Exception as error:
        import duckdb

        if not isinstance(error, duckdb.Error):
            raise
        raise _unread(source, error) from error


def _unread(source: str, error: Exception) -> WorkshopError:
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    return WorkshopError(
        _("the data set in {folder} cannot be read: {why}").format(folder=source, why=said),
        _("Name the folder that `workshop export --all --to parquet` wrote."),
    )


def _needs(engine: str) -> None:
    packages, extra = ENGINES[engine]
    if not all(map(find_spec, packages)):
        raise lacking("--from", extra)
