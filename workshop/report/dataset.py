"""Sessions read back from the Parquet data set that ``parquet`` writes: what trends need of each.

An engine only reads and counts. What comes out is `Outcome`s, as from the sessions themselves, so that one
analysis serves all. Missing is what trends do not look at, statements beside a ladder, and what no data set
holds: what was noted, promised and followed up.
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
from workshop.report.engines import ENGINES, KEY, read_with_dask, read_with_duckdb
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
            read_with_dask(connection, source, scheduler)
        else:
            read_with_duckdb(connection, source)
        return tuple(outcomes(connection))


def outcomes(connection: DuckDBPyConnection) -> Iterator[Outcome]:
    """Yield what came of each session of the ``rows`` that an engine left in ``connection``."""
    connection.execute(f"CREATE TEMP TABLE sessions AS {_SESSIONS}")
    _once_each(connection)
    asked: dict[int, list[Sequence[Any]]] = {}
    for number, *question in connection.execute(_QUESTIONS).fetchall():
        asked.setdefault(number, []).append(question)
    questionnaires = {number: _questionnaire(questions) for number, questions in asked.items()}
    found = connection.execute("SELECT * EXCLUDE (whole) FROM sessions")
    while sessions := found.fetchmany(10_000):
        for (
            organisation,
            unit,
            name,
            title,
            day,
            method,
            voted,
            needed,
            number,
            results,
            agreed,
            felt,
        ) in sessions:
            questions, attributes, firsts = questionnaires[number]
            yield Outcome(
                file=f"{name}.toml",
                title=title,
                organisation=organisation,
                unit=unit,
                held_on=day,
                stage="close",
                mode="confidential" if needed > 1 else "open",
                threshold=needed,
                audience="",
                users="users",
                user="user",
                method=method,
                voted=voted,
                questionnaire=questions,
                results=results if results.strip(";") else "",
                felt_results=_of_attributes(felt, firsts),
                decided=_decided(attributes, _of_attributes(agreed, firsts)),
            )


def _questionnaire(asked: Sequence[Sequence[Any]]) -> tuple[Questionnaire, tuple[str, ...], Sequence[int]]:
    """Return the questionnaire of these questions, its attributes' ids, and where each has its first.

    The last is empty where each has just one.
    """
    attributes: dict[str, AskedAttribute] = {}
    questions, firsts = [], []
    for place, (attribute, item, wording, name, label, text) in enumerate(asked):
        if attribute not in attributes:
            attributes[attribute] = AskedAttribute(attribute, name, label)
            firsts.append(place)
        language, stem, said, levels = wording.rsplit("-", 3)
        questions.append(AskedQuestion(attribute, item, text, Wording(language, stem, said, (levels,))))
    made = Questionnaire("", "", "", tuple(attributes.values()), tuple(questions))
    return made, tuple(attributes), firsts if len(firsts) < len(questions) else ()


def _of_attributes(texts: str, firsts: Sequence[int]) -> str:
    """Return, joined by ``;``, what the first question of each attribute says; "" when none says anything."""
    if not firsts or not texts.strip(";"):
        return texts.strip(";") and texts
    said = texts.split(";")
    return ";".join(said[place] for place in firsts)


@lru_cache(maxsize=65_536)
def _decided(attributes: tuple[str, ...], levels: str) -> bytes:
    pairs = zip(attributes, levels.split(";"), strict=False)
    agreed = {key: Agreed(int(level), None, True, "", "") for key, level in pairs if level}
    return write_decided(agreed, (), ())


def _once_each(connection: DuckDBPyConnection) -> None:
    """Raise WorkshopError when a question has other rows than it should: nothing is counted twice."""
    wrong = connection.execute(f"SELECT {', '.join(KEY)} FROM sessions WHERE NOT whole LIMIT 1").fetchone()
    if wrong:
        where = ", ".join(filter(None, wrong[:2]))
        raise WorkshopError(
            _("the data set holds {session} ({where}) more than once, or not all of it").format(
                session=wrong[2], where=where or _("no organisation, no unit")
            ),
            _("Two sessions of one team need two names; what was written twice is to be written anew."),
        )


# What DuckDB is asked of the rows.

_SAID: Final = "attribute, question, wording, attribute_name, attribute_label, question_text"

_LEVEL: Final = "CASE WHEN level BETWEEN 1 AND 5 THEN level ELSE 6 END::BIGINT"

_GATHERED: Final = f"""
SELECT {", ".join(KEY)}, any_value(session) AS title, any_value("date")::DATE AS held_on,
any_value(method) AS method, any_value(voted) AS voted, any_value(needed) AS needed,
bit_xor(CASE WHEN level IS NULL THEN hash(place, {_SAID}) END) AS questions,
list_sort(list(struct_pack(place, agreed, felt, shown)) FILTER (level IS NULL)) AS asked,
list_sort(list((place::BIGINT << 35) | ({_LEVEL} << 32) | count::UINTEGER::BIGINT)
    FILTER (shown = '{COUNTS}')) AS counts,
coalesce(bool_and(shown = '{COUNTS}'), false) AS all_counted,
sum(CASE WHEN shown = '{COUNTS}' THEN hash(place, {_LEVEL}) END) AS held,
sum(CASE WHEN shown = '{COUNTS}' AND level IS NULL THEN
    {" + ".join(f"hash(place, {level}::BIGINT)::HUGEINT" for level in range(1, 7))} END) AS should_hold
FROM rows GROUP BY {", ".join(KEY)}
"""
"""By session: a number for all it asked, its counts, each below its place and level so that they sort, and
sums that are alike when each question that is counted has each level once."""


def _tallies(counts: str) -> str:
    return f"""array_to_string(list_transform({counts}, lambda one: (one & {2**32 - 1})::VARCHAR ||
        CASE (one >> 32) & 7 WHEN 5 THEN ' | ' WHEN 6 THEN ';' ELSE ' ' END), '')[:-2]"""


def _each(field: str, kind: str = "") -> str:
    return (
        f"array_to_string(list_transform(asked, lambda one: coalesce(one.{field}{kind}::VARCHAR, '')), ';')"
    )


_COUNTS_HERE: Final = "list_filter(counts, lambda one: one >> 35 = struct_extract(question, 'place'))"

_SESSIONS: Final = f"""
SELECT {", ".join(KEY)}, title, held_on, method, voted, needed, questions,
CASE WHEN all_counted THEN {_tallies("counts")}
ELSE array_to_string(list_transform(asked, lambda question: CASE struct_extract(question, 'shown')
    WHEN '{COUNTS}' THEN {_tallies(_COUNTS_HERE)}
    WHEN '{NOT_ASKED}' THEN '' ELSE struct_extract(question, 'shown') END), ';')
END AS results, {_each("agreed", "::INTEGER")} AS agreed, {_each("felt")} AS felt,
held IS NOT DISTINCT FROM should_hold
AND len(asked) = len(list_distinct(list_transform(asked, lambda one: one.place))) AS whole
FROM ({_GATHERED})
"""
"""What its questions came to, as texts in their order; and ``whole``, whether each has the rows it should."""

_QUESTIONS: Final = f"""
SELECT questions, {_SAID} FROM rows JOIN (
    SELECT questions, unnest(any_value(struct_pack({", ".join(KEY)}))) FROM sessions GROUP BY questions
) USING ({", ".join(KEY)}) WHERE level IS NULL ORDER BY questions, place
"""
"""Of all sessions that asked the same, one says what that was."""


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
