"""Rows of a paper of ours that were divided because they are tall, put together again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.importers.sources.blocks import Line, SourceCell
from reportgen.model.paper_wording import GOES_ON, REF


def rejoined(
    rows: Iterable[Mapping[int, SourceCell]], keys: Mapping[int, str], continued: str
) -> Iterator[Mapping[int, SourceCell]]:
    """The rows, those that were divided as one: “4.1 continued” goes on with 4.1.

    `keys` are the keys of the columns by column number; each part has the ref and the status.
    `continued` is what stands in place of the ref in a part that goes on.
    """
    ref = next((number for number, key in keys.items() if key == "ref"), 0)
    whole: dict[int, SourceCell] = {}
    for row in rows:
        named, over = _first_line(row, ref), _first_line(whole, ref)
        if whole and named == continued.replace(REF, over).strip():
            for column, cell in row.items():
                if keys.get(column) not in ("ref", "status"):
                    whole[column] = _joined(whole[column], cell) if column in whole else cell
            continue
        if whole:
            yield whole
        whole = dict(row)
    if whole:
        yield whole


def _first_line(row: Mapping[int, SourceCell], column: int) -> str:
    """The ref of a row; on a draft the numbers of its problems stand under it."""
    lines = row[column].lines if column in row else ()
    return lines[0].words.strip() if lines else ""


def _joined(cell: SourceCell, rest: SourceCell) -> SourceCell:
    """A cell with the lines of its other part; a paragraph that was torn is one again."""
    before = [line for line in cell.lines if line.words.strip()]
    after = [line for line in rest.lines if line.words.strip()]
    goes_on = f"{GOES_ON.strip()} "
    torn = before and after and before[-1].words.endswith(GOES_ON)
    if torn and after[0].words.startswith(goes_on):
        first, then = before.pop(), after.pop(0).words.removeprefix(goes_on)
        before.append(_mended(first, then))
    return replace(cell, lines=(*before, *after))


def _mended(line: Line, rest: str) -> Line:
    """A line with the words that were torn from it."""
    words = f"{line.words.removesuffix(GOES_ON)} {rest}"
    if not line.parts:
        return replace(line, words=words)
    *earlier, (style, last) = line.parts
    return replace(
        line, words=words, parts=(*earlier, (style, f"{last.removesuffix(GOES_ON)} {rest}"))
    )
