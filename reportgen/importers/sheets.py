"""What was found, as the rows of each of our sheets."""

from collections.abc import Mapping

from reportgen.importers import quarters
from reportgen.importers.draft import Draft
from reportgen.model.calendar import Quarter
from reportgen.model.columns import named
from reportgen.model.errors import Remedy
from reportgen.model.schema import ACRONYMS, ACTIONS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import IN_PARAGRAPHS, SETTINGS
from reportgen.model.text import fold_name

MAPPING = "Import heading"
"""The setting that keeps what a heading was said to mean: “Who does it = Accountable Officer”."""


def rows(draft: Draft, maps: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The rows by the sheets' names. Without a sheet Status key the default one is meant."""
    _ask(draft)
    history = quarters.history(draft, now(draft))
    found: dict[str, list[dict[str, str]]] = {
        **draft.rows,
        ACTIONS.name: [{"objective": one.objective} | one.words for one in draft.actions],
        OBJECTIVES.name: _objectives(draft),
        REPORT.name: _report(draft, maps),
        ACRONYMS.name: [{"short": short, "meaning": meaning} for short, meaning in draft.acronyms],
        HISTORY.name: [*draft.rows.get(HISTORY.name, []), *history],
    }
    if draft.key.entries:
        given = draft.rows.get(STATUS_KEY.name, [])
        words = {fold_name(row.get("word", "")) for row in given}
        found[STATUS_KEY.name] = [
            *given,
            *(row for row in _key(draft) if fold_name(row["word"]) not in words),
        ]
    return found


def _key(draft: Draft) -> list[dict[str, str]]:
    return [
        {
            "word": one.word,
            "colour": one.colour,
            "counts_as": one.counts_as.value if one.counts_as else "",
            "meaning": one.meaning,
        }
        for one in draft.key.worst_first()
    ]


def _objectives(draft: Draft) -> list[dict[str, str]]:
    """Those that have actions; and, of a sheet Objectives, all."""
    return [
        {"number": one.number, "title": one.title, "points": "\n".join(filter(None, one.points))}
        for one in draft.objectives.listed.values()
    ]


def _report(draft: Draft, maps: Mapping[str, str]) -> list[dict[str, str]]:
    """The settings in our order, each once or a paragraph a row; those that were not found blank, to be filled in."""
    found: list[dict[str, str]] = []
    known: dict[str, list[str]] = {}
    for name, words in draft.settings:
        setting = named(name, SETTINGS)
        known.setdefault(setting.heading if setting else name, []).append(words)
    for column in SETTINGS:
        values = known.pop(column.heading, [] if column.optional else [""])
        found += [
            {"setting": column.heading, "value": value}
            for value in (values if column.key in IN_PARAGRAPHS else values[:1])
        ]
    found += [
        {"setting": name, "value": value} for name, values in known.items() for value in values
    ]
    return found + [
        {"setting": MAPPING, "value": f"{heading} = {ACTIONS[key].heading}"}
        for heading, key in maps.items()
    ]


def _ask(draft: Draft) -> None:
    """Say which settings the paper cannot do without and the source does not have."""
    missing = [
        column.heading
        for column in SETTINGS
        if column.needed and not draft.has_setting(column.heading)
    ]
    if missing:
        names = " and no ".join(missing)
        words = f"The source gives no {names}: type it in the sheet Report, or give it here."
        draft.audit.note(Remedy(words, code="give-setting", names=names, setting=missing[0]))


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
