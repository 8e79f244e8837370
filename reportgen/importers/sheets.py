"""The draft of an import, as the rows of each of our sheets."""

from collections.abc import Mapping

from reportgen.importers import quarters
from reportgen.importers.draft import Draft
from reportgen.model.calendar import Quarter
from reportgen.model.columns import named
from reportgen.model.errors import Remedy
from reportgen.model.schema import ACRONYMS, ACTIONS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import IN_PARAGRAPHS, SETTINGS
from reportgen.model.text import fold_name

NOT_PRINTED = "Columns not printed"
MAPPING = "Import heading"
"""The setting that keeps the user's meaning of a heading: “Who does it = Accountable Officer”."""
ASIDE = "a column of its own, not printed"
"""Where a column goes that is none of ours."""


def rows(draft: Draft, maps: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The rows by the sheets' names. Without a sheet Status key the default one is meant."""
    _ask(draft)
    history = quarters.history(draft, now(draft))  # which may add columns
    if draft.own:
        draft.setting(NOT_PRINTED, "; ".join(column.heading for column in draft.own.values()))
    tables: dict[str, list[dict[str, str]]] = {
        **draft.rows,
        ACTIONS.name: [{"objective": action.objective} | action.words for action in draft.actions],
        OBJECTIVES.name: _objectives(draft),
        REPORT.name: _report(draft, maps),
        ACRONYMS.name: [{"short": short, "meaning": meaning} for short, meaning in draft.acronyms],
        HISTORY.name: [*draft.rows.get(HISTORY.name, []), *history],
    }
    if draft.key.entries:
        given = draft.rows.get(STATUS_KEY.name, [])
        words = {fold_name(row.get("word", "")) for row in given}
        tables[STATUS_KEY.name] = [
            *given,
            *(row for row in _key(draft) if fold_name(row["word"]) not in words),
        ]
    return tables


def _key(draft: Draft) -> list[dict[str, str]]:
    return [
        {
            "word": status.word,
            "colour": status.colour,
            "counts_as": status.counts_as.value if status.counts_as else "",
            "meaning": status.meaning,
        }
        for status in draft.key.worst_first()
    ]


def _objectives(draft: Draft) -> list[dict[str, str]]:
    """The objectives that have actions, and all of a sheet Objectives."""
    return [
        {
            "number": objective.number,
            "title": objective.title,
            "points": "\n".join(filter(None, objective.points)),
        }
        for objective in draft.objectives.listed.values()
    ]


def _report(draft: Draft, maps: Mapping[str, str]) -> list[dict[str, str]]:
    """The settings in our order, each once, or in a row for each paragraph.

    Those that are not optional and were not found are blank, to be filled in.
    """
    listed: list[dict[str, str]] = []
    known: dict[str, list[str]] = {}
    for name, words in draft.settings:
        setting = named(name, SETTINGS)
        known.setdefault(setting.heading if setting else name, []).append(words)
    for column in SETTINGS:
        values = known.pop(column.heading, [] if column.optional else [""])
        listed += [
            {"setting": column.heading, "value": value}
            for value in (values if column.key in IN_PARAGRAPHS else values[:1])
        ]
    listed += [
        {"setting": name, "value": value} for name, values in known.items() for value in values
    ]
    return listed + [
        {"setting": MAPPING, "value": f"{heading} = {ACTIONS[key].heading if key else ASIDE}"}
        for heading, key in maps.items()
    ]


def _ask(draft: Draft) -> None:
    """Note which settings the paper cannot do without and the source does not have."""
    missing = [
        column.heading
        for column in SETTINGS
        if column.needed and not draft.has_setting(column.heading)
    ]
    if missing:
        names = " and no ".join(missing)
        it = "it" if len(missing) == 1 else "them"
        words = f"The source gives no {names}: type {it} in the sheet Report, or give {it} here."
        remedy = Remedy(words, code="give-setting", names=names, it=it, setting=missing[0])
        draft.audit.note(remedy)


def now(draft: Draft) -> Quarter | None:
    """The quarter that is reported on, where it is known."""
    return next(
        (
            quarter
            for name, words in draft.settings
            if name == "Quarter" and (quarter := Quarter.from_text(words))
        ),
        None,
    )
