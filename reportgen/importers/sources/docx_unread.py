"""What of a Word file's body was not read, wherever it stands. Values, no I/O.

Word shows what our reading has no place for: text outside of the rows and cells that a table should
have, a document that is put in. Such words are told of; what was deleted or is an older program's
copy of the same words is not.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from xml.etree.ElementTree import Element

from reportgen.importers.sources.blocks import Line
from reportgen.importers.sources.docx_text import MC, NO_WORDS, alternative, is_deleted
from reportgen.office.word_numbering import W
from reportgen.office.workbook_parts import DRAWN

_PUT_IN = (f"{W}altChunk", f"{W}subDoc")
_PLACE = "somewhere in the document"
_ANOTHER = Line(words="Another document", place=_PLACE), "it is put in from a file of its own"
_DRAWN_BY_HAND = Line(words="A drawing by hand", place=_PLACE), "it is no words"
_COVERED = "it stands in a cell that another covers"


def unread(body: Element, read: Collection[int]) -> Iterator[tuple[Line, str]]:
    """The words that were not read, by paragraph or whatever holds them, each with why.

    `read` are the ids of the elements of text that were.
    """
    yield from _under(body, read, "it stands where Word files have no words")


_SHOWN = re.compile(
    r"\s*(?:MACROBUTTON\s+\S+|GOTOBUTTON\s+\S+|EQ\b|QUOTE\b)\s*(.+)", re.IGNORECASE | re.DOTALL
)
"""Fields that show what stands in their code (ECMA-376 part 1, 17.16.5)."""


def own_words_of_fields(body: Element) -> Iterator[tuple[Line, str]]:
    """The words that fields show of their own codes, and that no result repeats."""
    codes: list[str] = []
    for element in body.iter():
        mark = element.get(f"{W}fldCharType")
        if element.tag == f"{W}instrText" and codes:
            codes[-1] += element.text or ""
        elif mark == "begin":
            codes.append("")
        elif mark == "separate" and codes:
            codes[-1] = ""
        elif mark == "end" and codes:
            yield from _shown(codes.pop())
        elif element.tag == f"{W}fldSimple" and element.find(f".//{W}t") is None:
            yield from _shown(element.get(f"{W}instr", ""))


def _shown(code: str) -> Iterator[tuple[Line, str]]:
    if found := _SHOWN.match(code):
        yield Line(words=found[1].strip(), place=_PLACE), "it stands in a field"


def files_inside(names: Iterable[str]) -> Iterator[tuple[Line, str]]:
    """The documents that lie inside a Word file, by the names of its parts."""
    for name in names:
        if name.startswith("word/embeddings/"):
            yield Line(words="A document", place="inside the document"), "it is a file of its own"


def _under(element: Element, read: Collection[int], why: str) -> Iterator[tuple[Line, str]]:
    waiting: list[str] = []
    for child in element:
        if child.tag in NO_WORDS or is_deleted(child):
            continue
        if child.tag in _PUT_IN:
            yield _ANOTHER
        elif child.tag == f"{W}contentPart":
            yield _DRAWN_BY_HAND
        elif child.tag == f"{W}p":
            if words := "".join(_words(child, read)).strip():
                yield Line(words=words, place=_PLACE), why
            yield from (_ANOTHER for part in child.iter() if part.tag in _PUT_IN)
            yield from (_DRAWN_BY_HAND for _ in child.iter(f"{W}contentPart"))
        elif child.tag in (f"{W}t", f"{W}r"):
            waiting += _words(child, read) if child.tag == f"{W}r" else _own(child, read)
        elif child.tag == f"{MC}AlternateContent":
            yield from _under(alternative(child), read, why)
        else:
            yield from _under(child, read, _COVERED if _is_covered(child) else why)
    if words := "".join(waiting).strip():
        yield Line(words=words, place=_PLACE), why


def _is_covered(cell: Element) -> bool:
    """Whether a cell of a table goes on from the one above, and is not the first of such."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def _own(text: Element, read: Collection[int]) -> list[str]:
    return [text.text] if text.text and id(text) not in read else []


def _words(element: Element, read: Collection[int]) -> Iterator[str]:
    """The text in a paragraph or a run that was not read."""
    for child in element:
        if child.tag in NO_WORDS:
            continue
        if child.tag in (f"{W}t", f"{DRAWN}t"):
            yield from _own(child, read)
        shown = alternative(child) if child.tag == f"{MC}AlternateContent" else child
        yield from _words(shown, read)
