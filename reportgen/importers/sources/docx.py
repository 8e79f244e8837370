"""A Word file as lines and tables in their order, by its styles and lists. Touches the disk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from reportgen.importers.sources.blocks import (
    DESCRIBES,
    IS_PICTURE,
    Line,
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceTable,
)
from reportgen.importers.sources.docx_styles import Style, depth, styles
from reportgen.importers.sources.docx_text import (
    CHANGED,
    CONTROLS,
    EDGES,
    HIDDEN,
    ParagraphText,
    inside,
    is_deleted,
    paragraph_text,
    runs_on,
)
from reportgen.importers.sources.docx_unread import files_inside, own_words_of_fields, unread
from reportgen.model.edition import PROPERTY
from reportgen.model.errors import Unreadable
from reportgen.model.paper_wording import wording_from
from reportgen.model.plan import MOST_ACTIONS
from reportgen.model.text import quoted
from reportgen.office.identify import damaged, too_large
from reportgen.office.markup import read_xml
from reportgen.office.package import PACKAGE_FAULTS, Package
from reportgen.office.properties import custom
from reportgen.office.word_numbering import Numbering, W, value
from reportgen.office.workbook_parts import drawn_words

_WHITE = ("", "AUTO", "FFFFFF")
_MOST = 2 * MOST_ACTIONS
"""The most rows of tables, and the most paragraphs outside of them: as many titles and headings as
there may be actions."""
_WIDEST = 63  # columns of a table (support.microsoft.com, Word's operating parameter limitations)
_NESTED = "Tables inside cells were taken word by word, one line a paragraph."


def word(path: Path) -> SourceDocument:
    """The blocks of a file that was identified as a Word file.

    Raises Unreadable where it is broken inside.
    """
    try:
        content = path.read_bytes()
        package = Package(content)
        parts = _parts(package)
    except PACKAGE_FAULTS as error:
        raise damaged(path) from error
    document, named, lists = (
        read_xml(parts.get(f"word/{name}.xml", b"")) for name in ("document", "styles", "numbering")
    )
    if document is None:
        raise damaged(path)
    body = next(document.iterfind(f"{W}body"), Element("none"))
    try:
        reader = _DocxReader(name=path.name, styles=styles(named), numbering=Numbering(lists))
        blocks = tuple(reader.blocks(body))
        reader.outside += (*unread(body, reader.read), *own_words_of_fields(body))
        reader.outside += files_inside(package.names)
        reader.edges(parts)
    except OverflowError:
        raise too_large(path) from None
    except RecursionError as error:
        what = f"{path.name} has tables or controls hundreds deep inside each other."
        raise Unreadable(
            code="too-deep", what=what, fix="Copy the plan into a new Word file, and give that."
        ) from error
    kept = custom(content)
    return SourceDocument(
        name=path.name,
        blocks=blocks,
        notes=tuple(reader.notes),
        outside=(*reader.outside, *(() if PROPERTY in kept else reader.described)),
        losses=tuple(reader.losses),
        ours=PROPERTY in kept,
        wording=wording_from(kept),
    )


def _parts(package: Package) -> dict[str, bytes]:
    named = (n for n in package.names if n.startswith("word/") and n.endswith(".xml"))
    return {name: package.read(name) for name in named}


@dataclass(slots=True, kw_only=True)
class _DocxReader:
    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[str, None] = field(default_factory=dict)
    outside: list[tuple[Line, str]] = field(default_factory=list)
    """Words that are in no paragraph and no cell, and pictures, each with why it is left out."""
    described: list[tuple[Line, str]] = field(default_factory=list)
    """The titles and descriptions of tables, for those who do not see them."""
    losses: dict[str, None] = field(default_factory=dict)
    """Notes on words that may not be meant as they were taken: those struck out."""
    name: str
    read: set[int] = field(default_factory=set)
    """The ids of the elements whose words were taken, or told of."""
    tables: int = 0
    lines: int = 0
    rows: int = 0

    def blocks(self, element: Element) -> Iterator[SourceBlock]:
        """The paragraphs and tables of a body or a text box, in order."""
        waiting: list[Line] = []  # paragraphs that run on into the next one
        for child in inside(element):
            if child.tag == f"{W}tbl":
                yield from _run_together(waiting)
                waiting = []
                yield self._grid(child)
                continue
            text, line = self._line(child, f"paragraph {self.lines + 1}")
            waiting.append(line)
            if not runs_on(child):
                for whole in _run_together(waiting):
                    self.lines += 1
                    self._bound(self.lines)
                    yield replace(whole, place=f"paragraph {self.lines}")
                waiting = []
            for box in text.boxes:
                yield from self.blocks(box)
        yield from _run_together(waiting)

    def _bound(self, many: int) -> None:
        """Raise Unreadable where there are more rows or paragraphs than any plan has.

        A small file may unpack to a hundred thousand rows.
        """
        if many > _MOST:
            what = f"{self.name} has more than {_MOST:,} rows or paragraphs."
            raise Unreadable(
                code="too-large",
                what=what,
                fix="Copy the plan’s own tables into a new Word file, and give that.",
            )

    def edges(self, parts: Mapping[str, bytes]) -> None:
        """Keep what stands in headers, footers, footnotes and comments: it belongs to no table."""
        for name, content in parts.items():
            kind = next((kind for kind in EDGES if kind.part.fullmatch(name)), None)
            root = read_xml(content) if kind else None
            if kind is None or root is None:
                continue
            pieces = list(root.iterfind(kind.each)) if kind.each else [root]
            for number, piece in enumerate(pieces, start=1):
                words = (paragraph_text(paragraph).words for paragraph in piece.iter(f"{W}p"))
                line = " ".join(" ".join((*words, drawn_words(piece))).split()) or kind.unsaid
                place = kind.place.format(number=number)
                if line:
                    self.outside.append((Line(words=line, place=place), kind.why))

    def _line(self, paragraph: Element, place: str) -> tuple[ParagraphText, Line]:
        text = paragraph_text(paragraph)
        self.notes |= text.notes
        self.read |= text.read
        for look, passages in text.looks.items():
            words = "".join(passages)
            if look == HIDDEN:
                self.outside.append((Line(words=words, place=place), "it is hidden"))
            else:
                told = f"{place}: {quoted(words)} is {look}, and was taken like any other words."
                self.losses[told] = None
        if text.pictures:
            self.outside.append((Line(words="A picture", place=place), IS_PICTURE))
        for words in text.descriptions:
            self.outside.append((Line(words=words, place=place), DESCRIBES))
        name = value(paragraph, f"{W}pPr/{W}pStyle")
        style = self.styles.get(name, Style())
        own = value(paragraph, f"{W}pPr/{W}numPr/{W}numId")
        number, bulleted = self.numbering.before(
            own or style.number, depth(paragraph) if own else style.depth
        )
        words = f"{number} {text.words}".strip() if number else text.words
        return text, Line(
            words=words,
            bulleted=bulleted,
            level=style.level,
            title=style.title,
            style=name,
            parts=tuple(text.parts),
        )

    def _grid(self, table: Element) -> SourceTable:
        self.tables += 1
        name = f"table {self.tables}"
        rows: dict[int, dict[int, SourceCell]] = {}
        if any(map(is_deleted, table.iter(f"{W}tr"))):
            self.notes[CHANGED] = None
        for kind in ("tblCaption", "tblDescription"):
            if words := value(table, f"{W}tblPr/{W}{kind}"):
                self.described.append((Line(words=words, place=name), "it describes a table"))
        for number, row in enumerate(_rows(table), start=1):
            self.rows += 1
            self._bound(self.rows)
            rows[number] = self._row(row, f"{name}, row {number}", rows.get(number - 1, {}))
        return SourceTable(name=name, rows=rows)

    def _row(self, row: Element, place: str, above: dict[int, SourceCell]) -> dict[int, SourceCell]:
        """The cells of a row by column, counted as Word's grid counts them.

        A cell may leave columns out before it (gridBefore), span several (gridSpan) or carry on the
        one above (vMerge), which `above` holds by column (ECMA-376 part 1, 17.4).
        """
        cells: dict[int, SourceCell] = {}
        column = 1 + _columns(value(row, f"{W}trPr/{W}gridBefore", "0"))
        for cell in _cells(row):
            across = max(1, _columns(value(cell, f"{W}tcPr/{W}gridSpan", "1")))
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if (
                merged is not None
                and merged.get(f"{W}val", "continue") == "continue"
                and column in above
            ):
                cells[column] = replace(above[column], continues=True)
            else:
                cells[column] = self._cell(cell, f"{place}, column {column}", across)
            column += across
        return cells

    def _cell(self, cell: Element, place: str, across: int) -> SourceCell:
        shade = cell.find(f"{W}tcPr/{W}shd")
        if shade is None:  # a paragraph may have the colour in its cell's place, as a badge has
            shade = cell.find(f"{W}p/{W}pPr/{W}shd")
        fill = (shade.get(f"{W}fill", "") if shade is not None else "").upper()
        texts = [paragraph_text(paragraph) for paragraph in cell.iter(f"{W}p")]
        bold = any(text.words.strip() for text in texts) and not any(text.plain for text in texts)
        deleted = is_deleted(cell)
        if deleted:
            self.notes[CHANGED] = None
        lines = () if deleted else tuple(self._lines(cell, place))
        return SourceCell(
            place=place, lines=lines, fill="" if fill in _WHITE else fill, bold=bold, across=across
        )

    def _lines(self, cell: Element, place: str) -> Iterator[Line]:
        """The lines of a cell; of tables in it cell by cell."""
        waiting: list[Line] = []
        for child in inside(cell):
            if child.tag == f"{W}tbl":
                self.notes[_NESTED] = None
                for row in _rows(child):
                    for inner in _cells(row):
                        yield from self._lines(inner, place)
                continue
            text, line = self._line(child, place)
            waiting.append(line)
            if not runs_on(child):
                for whole in _run_together(waiting):
                    yield from _divided(whole)
                waiting = []
            for box in text.boxes:
                yield from self._lines(box, place)
        yield from _run_together(waiting)


def _run_together(lines: Sequence[Line]) -> Iterator[Line]:
    """Paragraphs whose marks were deleted as the one that they are; none where nothing stands."""
    words = "".join(line.words for line in lines)
    if words.strip():
        yield replace(lines[-1], words=words)


def _columns(number: str) -> int:
    """A number of columns, no more than a table in Word has; 0 for what is no number."""
    return min(int(number[:9]), _WIDEST) if number.isdecimal() else 0  # as many as there may be


def _divided(line: Line) -> Iterator[Line]:
    """One line for each line that somebody typed in a paragraph.

    A paragraph of one line keeps its parts, which a Word file of ours needs.
    """
    pieces = [piece for piece in line.words.split("\n") if piece.strip()]
    yield from (
        [line] if len(pieces) == 1 else (replace(line, words=piece, parts=()) for piece in pieces)
    )


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table that were not deleted; those in content controls too."""
    rows = inside(table, (f"{W}tr",), CONTROLS | {f"{W}ins"})
    return (row for row in rows if not is_deleted(row))


def _cells(row: Element) -> Iterator[Element]:
    return inside(row, (f"{W}tc",), CONTROLS)
