"""Reads finished documents back as a member's tools do: words in order, and tables cell by cell."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from docx import Document
from lxml import etree
from lxml import html as lxml_html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Words:
    """A document's words without any white space, and the rows of its tables."""

    text: str = ""
    heard: str = ""
    """Of a web page, its text without what is hidden from screen readers."""
    rows: list[list[str]] = field(default_factory=list)


def squeezed(text: str) -> str:
    """Text without white space, so that line breaks and hyphens of layout do not count."""
    return re.sub(r"\s+", "", text)


def of_html(content: bytes) -> Words:
    """The web page, but for its list of contents."""
    page = lxml_html.fromstring(content.decode("utf-8"))
    for left_out in page.xpath("//nav | //style | //head | //caption | //svg"):
        left_out.drop_tree()
    rows = [
        [squeezed(cell.text_content()) for cell in row.xpath("./th | ./td")]
        for row in page.xpath("//tr")
    ]
    text = squeezed(page.text_content())
    for shape in page.xpath("//*[@aria-hidden='true']"):
        shape.drop_tree()
    return Words(text, squeezed(page.text_content()), rows)


def of_word(content: bytes) -> Words:
    """The Word document's body."""
    body = Document(io.BytesIO(content)).element.body
    rows = [[_word_text(cell) for cell in row.iter(f"{W}tc")] for row in body.iter(f"{W}tr")]
    return Words(_word_text(body), rows=rows)


def _word_text(element: etree._Element) -> str:
    return squeezed("".join(text.text or "" for text in element.iter(f"{W}t")))


def of_pdf(content: bytes) -> Words:
    """The PDF as a screen reader walks it, by its structure tree."""
    with pikepdf.open(io.BytesIO(content)) as document:
        marked = {page.obj.objgen: _marked_content(page) for page in document.pages}
        rows: list[list[str]] = []
        return Words(_walk(document.Root.StructTreeRoot.K, None, marked, rows), rows=rows)


def _walk(element: Any, page: Any, marked: dict[Any, dict[int, str]], rows: list[list[str]]) -> str:
    """The words under an element of the tree; every table row that is passed is kept."""
    if isinstance(element, pikepdf.Array):
        return "".join(_walk(kid, page, marked, rows) for kid in element)
    if not isinstance(element, pikepdf.Dictionary):
        return squeezed(marked[page].get(int(element), ""))
    page = element.Pg.objgen if "/Pg" in element else page
    if element.get("/Type") == pikepdf.Name.MCR:
        return _walk(element.MCID, page, marked, rows)
    if "/K" not in element:
        return ""
    if element.get("/S") == pikepdf.Name.Lbl:
        return _walk(element.K, page, marked, rows).replace("•", "")  # a list's bullet is no word
    if element.S == pikepdf.Name.TR:
        rows.append([_walk(cell, page, marked, []) for cell in element.K])
    return _walk(element.K, page, marked, rows)


def _marked_content(page: pikepdf.Page) -> dict[int, str]:
    """The words of each marked-content id of a page, decoded by each font's ToUnicode map."""
    fonts = {name: _to_unicode(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    words: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            tag = operands[1] if len(operands) > 1 else None
            stack.append(
                int(tag.MCID) if isinstance(tag, pikepdf.Dictionary) and "/MCID" in tag else None
            )
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            ids = [mcid for mcid in stack if mcid is not None]
            if ids:
                words[ids[-1]] = words.get(ids[-1], "") + "".join(_decoded(operands, font))
    return words


def _decoded(operands: Any, font: dict[int, str]) -> Iterator[str]:
    pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            for place in range(0, len(codes), 2):
                yield font.get(int.from_bytes(codes[place : place + 2], "big"), "")


def _to_unicode(font: Any) -> dict[int, str]:
    content = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", content, re.DOTALL)
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)
    }
