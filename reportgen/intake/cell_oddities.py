"""What is odd about single cells, whatever they mean: debris, garbled words, formulas, Excel's own error values."""

from collections.abc import Iterator

from reportgen.intake.cells import Cell
from reportgen.intake.header import Record
from reportgen.intake.prose import clean
from reportgen.plan import plain
from reportgen.problems import Problem

_TIDIED = {
    "html": ("cleaned-html", "Pasted web markup was turned into plain paragraphs and lists."),
    "bullets": ("cleaned-bullets", "Typed bullets were turned into a real list."),
    "characters": ("cleaned-characters", "Characters that cannot be printed were taken out."),
}
_USUAL = dict.fromkeys(map(ord, "“”‘’–—…£•\u00a0"))
"""Signs that every plan has, and that tell of nothing."""
_SHOWN = 40  # characters of a stray cell that are quoted


def cell_problems(record: Record) -> Iterator[Problem]:
    """What is odd about one row's cells whatever they mean: debris, formulas, Excel's own error values."""
    for key, cleaned in record.cleaned.items():
        for kind, (code, what) in _TIDIED.items():
            if getattr(cleaned, kind):
                yield Problem(code=code, where=record.cells[key].where, what=what, fix="Check it on the page.")
        if not record.cells[key].text.translate(_USUAL).isascii():
            yield from _garbled(record.cells[key])
    yield from _formulas(record)


def _garbled(cell: Cell) -> Iterator[Problem]:
    from reportgen.intake.garbled import garbled  # noqa: PLC0415 - few cells need it, and `check` is to be quick

    if found := garbled(cell.text):
        what = f"“{found[0]}” seems to have been garbled on its way here; it should probably be “{found[1]}”."
        yield Problem(code="garbled", where=cell.where, what=what, fix="Put it right in the cell.")


def _formulas(record: Record) -> Iterator[Problem]:
    for cell in record.cells.values():
        if cell.uncalculated:
            yield Problem(
                code="formula-not-calculated",
                where=cell.where,
                what="This cell holds a formula whose result was never saved, so it reads as blank.",
                fix="Open the workbook in Excel, let it calculate, and save; or type the words instead.",
            )
        elif cell.fault:
            yield Problem(
                code="cell-error",
                where=cell.where,
                what=f"This cell shows {cell.text}, which is Excel's sign that its formula does not work.",
                fix="Mend the formula, or type the words instead.",
            )
        elif cell.formula:
            yield Problem(
                code="formula",
                where=cell.where,
                what=f"This cell is a formula; its saved result “{excerpt(cell)}” was read.",
                fix="Check that it is up to date.",
            )


def excerpt(cell: Cell) -> str:
    """The beginning of a cell's words, fit to stand in a sentence and in a document."""
    return plain(clean(cell.text).words).replace("\n", " ")[:_SHOWN]
