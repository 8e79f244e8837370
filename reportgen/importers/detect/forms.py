"""Forms, one for each action, with labels and values beside each other, as rows of one table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.importers.detect.column_contents import is_form
from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name

_NUMBERED = re.compile(
    r"(?:action|activity|task|ref|reference|no|number|recommendation)\.?\s*(?:no\.?\s*)?[:#]?\s*"
    r"(?P<ref>[A-Z]{0,3}\d[\w.]*?)[.:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """Forms as one table with a row an action, and what of them is not in it."""

    table: SourceTable
    labels: tuple[SourceCell, ...]
    """The labels of the forms but the first, whose labels are the headings."""
    strays: tuple[SourceCell, ...]
    """Cells beside which no label stands."""


def with_forms_as_rows(
    blocks: Sequence[SourceTable | Line], maps: Mapping[str, str]
) -> Iterator[SourceTable | Line | FormRows]:
    """The blocks, with all forms of a document in one table, at the place of the first."""
    places = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, SourceTable) and not block.exact and is_form(block, maps)
    ]
    refs = {place: ref for place in places if place and (ref := _ref(blocks[place - 1]))}
    forms = [(blocks[place], refs.get(place)) for place in places]
    for place, block in enumerate(blocks):
        if places and place == places[0]:
            yield _as_rows([(form, ref) for form, ref in forms if isinstance(form, SourceTable)])
        elif place not in places and place + 1 not in refs:
            yield block


def _ref(line: SourceTable | Line) -> SourceCell | None:
    """The number that a line over a form gives its action: “Action 1.2”."""
    match = _NUMBERED.fullmatch(line.words.strip()) if isinstance(line, Line) else None
    if not match or not isinstance(line, Line):
        return None
    return SourceCell(place=line.place, lines=(Line(words=match["ref"]),))


def _as_rows(forms: Sequence[tuple[SourceTable, SourceCell | None]]) -> FormRows:
    columns: dict[str, int] = {}
    headings: dict[int, SourceCell] = {}
    rows: dict[int, dict[int, SourceCell]] = {}
    labels: list[SourceCell] = []
    strays: list[SourceCell] = []
    for number, (form, ref) in enumerate(forms, start=2):
        rows[number] = {}
        if ref:
            name = ACTIONS["ref"].heading
            column = columns.setdefault(fold_name(name), len(columns) + 1)
            headings.setdefault(column, SourceCell(place="", lines=(Line(words=name),)))
            rows[number][column] = ref
        for label, value in _pairs(form):
            if value is None:
                strays.append(label)
                continue
            column = columns.setdefault(fold_name(label.flat), len(columns) + 1)
            if column not in headings:
                headings[column] = label
            else:
                labels.append(label)
            if column in rows[number]:
                strays.append(value)
            else:
                rows[number][column] = value
    first, _ = forms[0]
    table = SourceTable(name=first.name, title=first.title, rows={1: headings, **rows})
    return FormRows(table=table, labels=tuple(labels), strays=tuple(strays))


def _pairs(form: SourceTable) -> Iterator[tuple[SourceCell, SourceCell | None]]:
    """Each label with the cell beside it; a cell that stands alone with None.

    A blank cell beside a label is a value like any other.
    """
    for row in form.rows.values():
        cells = [cell for _, cell in sorted(row.items()) if not cell.continues]
        for place in range(0, len(cells), 2):
            label = cells[place]
            value = cells[place + 1] if place + 1 < len(cells) else None
            if label.flat:
                blank = SourceCell(place="") if value is None and len(cells) == 1 else value
                yield label, blank
            elif value and value.flat:
                yield value, None
