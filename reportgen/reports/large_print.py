"""Papers in large print: entries with labelled lines in place of wide tables, counts in words.

Each action has a heading of its own. Everything that stands in the tables stands here too, in the
same words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.model.prose import Block, Prose, on_one_line
from reportgen.reports.action_view import ActionRow, Entry, ExceptionRow, Note, Section, TimelineRow
from reportgen.reports.paper import lists, says
from reportgen.reports.sentences import joined, lower
from reportgen.reports.view import Fault, Headings, KeyEntry, Layout, Part, Piece, StatusTable, View
from reportgen.reports.wording import say

_SHORT = ("ref", "title", "timescale", "status", "progress")
"""The columns of an action plan in its short form."""


def large_print(view: View, *, short: bool = False) -> View:
    """The same view in large print: tables become entries and sentences.

    In its `short` form an action plan has few of its columns, and says so.
    """
    if view.layout is Layout.ACTION_PLAN:
        left = tuple(column for column in view.columns if column.key not in _SHORT and short)
        kept = tuple(column for column in view.columns if column not in left)
        return _plan(replace(view, columns=kept), [column.heading for column in left])
    parts = (replace(part, pieces=tuple(map(_in_words, part.pieces))) for part in view.parts)
    contents = say("parts.contents")
    return replace(view, layout=Layout.LARGE_PRINT, parts=tuple(parts), contents=contents)


def _plan(view: View, left_out: Sequence[str]) -> View:
    """The action plan as a paper of entries; the contents of its tables move to the parts.

    `left_out` are the headings of columns that its short form does not have.
    """
    return replace(
        view,
        layout=Layout.LARGE_PRINT,
        marking=view.appendix,
        total=view.headings.total,
        contents=say("parts.contents"),
        parts=tuple(_parts(view, left_out)),
        introduction=(),
        summary="",
        details="",
        key=(),
        key_total="",
        glance=(),
        sections=(),
        acronyms=(),
        problems=(),
        problems_lead="",
    )


def _in_words(piece: Piece) -> Piece:
    words = (block for table in piece.tables for block in _glance(table))
    due = (_due(row) for table in piece.timelines for row in table.rows)
    entries = (*piece.entries, *map(_exception, piece.exceptions), *due)
    prose = (*piece.prose, *words)
    return replace(piece, prose=prose, tables=(), exceptions=(), timelines=(), entries=entries)


def _due(row: TimelineRow) -> Entry:
    """An action of a timeline: its timescale says what its quarters show."""
    note = Note(label=f"{say('columns.timescale')}:", blocks=_lines([row.timescale]))
    return Entry(ref=row.ref, title=row.title, mark=(row.mark,), trend=(), notes=(note,))


def _exception(row: ExceptionRow) -> Entry:
    labelled = (
        (say("exceptions.why"), row.why),
        (say("exceptions.doing"), row.doing),
        (say("exceptions.new_date"), _lines([row.new_date])),
    )
    notes = tuple(Note(label=f"{label}:", blocks=words) for label, words in labelled)
    return Entry(ref=row.ref, title=row.title, mark=(row.mark,), trend=row.trend, notes=notes)


def _glance(glance: StatusTable) -> Prose:
    """A status table in words: a line for each row, “Objective One: …: 2 amber and 5 green”."""
    words = [lower(column.word) for column in glance.columns]
    lines = []
    for row in glance.rows:
        counted = zip(row.tallies, words, strict=True)
        parts = [f"{tally.words} {word}" for tally, word in counted if tally.words != "0"]
        lines.append(f"{row.name}: {joined(parts) or say('words.no_actions')}")
    return (Block(lines=tuple(lines), bulleted=True),)


def _parts(view: View, left_out: Sequence[str]) -> Iterator[Part]:
    headings = view.headings
    tables = [block for glance in view.glance for block in _glance(glance)]
    went = Piece(prose=(*_lines(filter(None, (view.summary, view.details))), *tables))
    note = [says(say("large_print.short", columns=joined(left_out)))] if left_out else []
    yield Part(anchor="glance", title=headings.glance, pieces=(went, *note))
    key = Piece(entries=tuple(_key(entry, headings) for entry in view.key))
    yield Part(anchor="key", title=headings.key, pieces=(says(say("large_print.key")), key))
    if view.introduction:
        yield Part(
            anchor="introduction",
            title=headings.introduction,
            pieces=(Piece(prose=view.introduction),),
        )
    yield from (_section(section, view) for section in view.sections)
    if view.acronyms:
        lines = (f"{acronym.short}: {acronym.meaning}" for acronym in view.acronyms)
        yield Part(anchor="acronyms", title=headings.acronyms, pieces=(lists("", lines),))
    if view.problems:
        faults = Piece(entries=tuple(_fault(fault, headings) for fault in view.problems))
        yield Part(
            anchor="problems", title=headings.problems, pieces=(says(view.problems_lead), faults)
        )


def _key(entry: KeyEntry, headings: Headings) -> Entry:
    """An entry of the colour key: the status in its box, its meaning, and its number of actions."""
    labelled = ((headings.meaning, entry.meaning), (headings.actions, entry.count))
    notes = tuple(
        Note(label=f"{label}:", blocks=_lines([words])) for label, words in labelled if words
    )
    return Entry(ref="", title=entry.mark.word, mark=(entry.mark,), trend=(), notes=notes)


def _section(section: Section, view: View) -> Part:
    pieces = (
        Piece(prose=section.points),
        says(section.empty),
        Piece(entries=tuple(_action(row, view) for row in section.rows)),
    )
    return Part(anchor=section.anchor, title=f"{section.number}: {section.title}", pieces=pieces)


def _action(row: ActionRow, view: View) -> Entry:
    """An action as an entry; what stands in its columns has their headings as labels."""
    notes: list[Note] = []
    cells = _words(row)
    for column in view.columns:
        if blocks := cells.get(column.key):
            notes.append(Note(label=f"{column.heading}:", blocks=blocks))
        if column.key == "timescale":
            notes += row.revised
        if column.key == "progress":
            notes += row.notes
    if row.faults:
        words = _lines([", ".join(row.faults)])
        notes.append(Note(label=f"{view.headings.problems}:", blocks=words))
    return Entry(
        ref=row.ref,
        title=on_one_line(row.title),
        mark=(row.mark,),
        trend=row.trend,
        notes=tuple(notes),
    )


def _words(row: ActionRow) -> Mapping[str, Prose]:
    """What stands in each column, but for what the entry shows by itself."""
    return {
        "outcome": row.outcome,
        "timescale": (*row.timescale, *_lines(row.delays)),
        "officers": _people(row.officers),
        "partners": _people(row.partners),
        "progress": row.progress,
        **row.own,
    }


def _fault(fault: Fault, headings: Headings) -> Entry:
    labelled = (
        (headings.kind, fault.kind),
        (headings.place, fault.place),
        (headings.fix, fault.fix),
    )
    notes = tuple(Note(label=f"{label}:", blocks=_lines([words])) for label, words in labelled)
    return Entry(
        ref=f"{headings.problem} {fault.number}:", title=fault.what, mark=(), trend=(), notes=notes
    )


def _people(names: tuple[str, ...]) -> Prose:
    """One name as a paragraph, several as a list."""
    return _lines(names) if len(names) <= 1 else (Block(lines=names, bulleted=True),)


def _lines(lines: Iterable[str]) -> Prose:
    """A paragraph for each line."""
    return tuple(Block(lines=(line,)) for line in lines)
