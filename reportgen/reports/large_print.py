"""Papers in large print: no wide table, but each action under a heading of its own with labelled lines, and counts in words.

Everything that stands in the table stands here too, in the words that were chosen for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.model.prose import Block, Prose, on_one_line
from reportgen.reports.paper import lists, says
from reportgen.reports.view import (
    ActionRow,
    Entry,
    Fault,
    Headings,
    KeyEntry,
    Layout,
    Note,
    Part,
    Piece,
    Section,
    StatusTable,
    View,
)

_KEY_LEAD = "The status of each action stands in a box under its heading:"


def large_print(view: View) -> View:
    """The same paper for reading: tables become entries and sentences."""
    if view.layout is Layout.ACTION_PLAN:
        return _plan(view)
    parts = (replace(part, pieces=tuple(map(_in_words, part.pieces))) for part in view.parts)
    contents = view.headings.contents
    return replace(view, layout=Layout.LARGE_PRINT, parts=tuple(parts), contents=contents)


def _plan(view: View) -> View:
    """The action plan as a paper of entries; what its tables held is in the parts."""
    return replace(
        view,
        layout=Layout.LARGE_PRINT,
        marking=view.appendix,
        total=view.headings.total,
        contents=view.headings.contents,
        parts=tuple(_parts(view)),
        introduction=(),
        key=(),
        glance=(),
        sections=(),
        acronyms=(),
        problems=(),
        problems_lead="",
    )


def _in_words(piece: Piece) -> Piece:
    said = (block for table in piece.tables for block in _glance(table))
    return replace(piece, prose=(*piece.prose, *said), tables=())


def _glance(glance: StatusTable) -> Prose:
    """The plan at a glance: “Objective One: …: 2 amber and 5 green”, a line for each row."""
    return (
        *_lines(glance.lead),
        Block(lines=tuple(row.alternative for row in glance.rows), bulleted=True),
    )


def _parts(view: View) -> Iterator[Part]:
    said = view.headings
    if view.introduction:
        yield Part(
            anchor="introduction", title=said.introduction, pieces=(Piece(prose=view.introduction),)
        )
    key = Piece(entries=tuple(_key(entry, said) for entry in view.key))
    yield Part(anchor="key", title=said.key, pieces=(says(_KEY_LEAD), key))
    for glance in view.glance:
        yield Part(anchor="glance", title=said.glance, pieces=(Piece(prose=_glance(glance)),))
    yield from (_section(section, said) for section in view.sections)
    if view.acronyms:
        lines = (f"{one.short}: {one.meaning}" for one in view.acronyms)
        yield Part(anchor="acronyms", title=said.acronyms, pieces=(lists("", lines),))
    if view.problems:
        faults = Piece(entries=tuple(_fault(fault, said) for fault in view.problems))
        yield Part(
            anchor="problems", title=said.problems, pieces=(says(view.problems_lead), faults)
        )


def _key(entry: KeyEntry, said: Headings) -> Entry:
    """A status in the box in which it stands under an action, what it means, and how many actions have it."""
    labelled = ((said.meaning, entry.meaning), (said.actions, entry.count))
    notes = tuple(Note(label=f"{label}:", blocks=_lines([words])) for label, words in labelled)
    return Entry(ref="", title=entry.mark.word, mark=(entry.mark,), trend=(), notes=notes)


def _section(section: Section, said: Headings) -> Part:
    pieces = (
        Piece(prose=section.points),
        says(section.empty),
        Piece(entries=tuple(_action(row, said) for row in section.rows)),
    )
    return Part(anchor=section.anchor, title=section.entry, pieces=pieces)


def _action(row: ActionRow, said: Headings) -> Entry:
    labelled = (
        (said.outcome, row.outcome),
        (said.timescale, (*row.timescale, *_lines(row.delays))),
        (said.officers, _people(row.officers)),
        (said.partners, _people(row.partners)),
        (said.progress, row.progress),
    )
    notes = [Note(label=f"{label}:", blocks=blocks) for label, blocks in labelled if blocks]
    place = next(
        (n for n, note in enumerate(notes) if note.label.startswith(said.officers)), len(notes)
    )
    notes[place:place] = row.revised
    faults = (
        [Note(label=f"{said.problems}:", blocks=_lines([", ".join(row.faults)]))]
        if row.faults
        else []
    )
    return Entry(
        ref=row.ref,
        title=on_one_line(row.title),
        mark=(row.mark,),
        trend=row.trend,
        notes=(*notes, *row.notes, *faults),
    )


def _fault(fault: Fault, said: Headings) -> Entry:
    labelled = ((said.kind, fault.kind), (said.place, fault.place), (said.fix, fault.fix))
    notes = tuple(Note(label=f"{label}:", blocks=_lines([words])) for label, words in labelled)
    return Entry(
        ref=f"{said.problem} {fault.number}:", title=fault.what, mark=(), trend=(), notes=notes
    )


def _people(names: tuple[str, ...]) -> Prose:
    """One name in a line, several in a list."""
    return _lines(names) if len(names) <= 1 else (Block(lines=names, bulleted=True),)


def _lines(words: Iterable[str]) -> Prose:
    """A paragraph for each."""
    return tuple(Block(lines=(one,)) for one in words)
