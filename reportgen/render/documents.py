"""All documents of one report, and their words held against each other."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.model.edition import Format
from reportgen.model.errors import Refusal
from reportgen.model.text import named
from reportgen.office.markup import edit_xml
from reportgen.office.package import Package
from reportgen.render import left_out
from reportgen.render.docx.contents import ENTRY, TITLE
from reportgen.render.docx.word_xml import W, style_of
from reportgen.render.html import html, plain_text
from reportgen.render.pdf import USUAL, PdfOptions, pdf
from reportgen.reports.view import View

_LEFT_OUT = ("nav", "svg", "style", "caption")
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")  # letters that run from right to left
_SHOWN = 30  # letters of a difference that are quoted


def of_page(page: str) -> tuple[str, str]:
    """What is seen on a web page, and what of it a screen reader hears.

    Its list of contents and its pictures are left out.
    """
    tree = etree.fromstring(
        page.encode("utf-8"), etree.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    seen, heard = ("".join(_texts(tree, aloud=aloud)) for aloud in (False, True))
    return left_out.squeezed(seen), left_out.squeezed(heard)


def _texts(tree: etree._Element, *, aloud: bool) -> Iterator[str]:
    """The text of a page's body, without what is hidden from the eye or, aloud, from the ear.

    By XPath this takes time with the square of their number.
    """
    walk: Any = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event != "start":
            yield node.tail or ""
        elif (
            node.tag in (*_LEFT_OUT, "head")
            or "hidden" in node.attrib
            or (aloud and node.get("aria-hidden") == "true")
        ):
            walk.skip_subtree()
        else:
            yield node.text or ""


def of_word(document: bytes) -> str:
    """What a Word document's body says. Its list of contents is left out."""
    body = edit_xml(Package(document).read("word/document.xml"))
    listed = [each for each in body.iter(f"{W}p") if style_of(each) in (ENTRY, TITLE)]
    left = {text for paragraph in listed for text in paragraph.iter(f"{W}t")}
    words = (text.text or "" for text in body.iter(f"{W}t") if text not in left)
    return left_out.squeezed("".join(words))


def difference(page: str, other: str, kind: str) -> str | None:
    """One sentence on where another document's words differ from the page's; None if nowhere.

    Capitals are looks.
    """
    if page.casefold() == other.casefold():
        return None
    if _TURNED.search(page) and _signs(page) == _signs(other):
        return None  # how words that run the other way stand in a PDF goes by how it was made
    shorter = min(len(page), len(other))
    differ = (n for n in range(shorter) if page[n].casefold() != other[n].casefold())
    place = next(differ, shorter)
    before, page_words, other_words = (
        page[max(0, place - _SHOWN) : place],
        page[place : place + _SHOWN],
        other[place : place + _SHOWN],
    )
    return (
        f"After “{before}” the web page says “{page_words or 'no more'}” and the {kind}"
        f" “{other_words or 'no more'}”."
    )


_MIRRORED = str.maketrans(")]}”’»›", "([{“‘«‹")  # as they stand where words run the other way


def _signs(words: str) -> Counter[str]:
    """How often each letter or sign is among the words, a bracket being any of its pair."""
    return Counter(words.casefold().translate(_MIRRORED))


_OF_PAGE = frozenset((Format.HTML, Format.PDF))
_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word file", Format.HTML: "web page", Format.TEXT: "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What could be made, what could not and why, and where documents do not say the same."""

    files: Mapping[Format, bytes]
    refusals: tuple[Refusal, ...]
    differences: tuple[str, ...]
    """Sentences on words that the documents do not share."""
    omissions: tuple[str, ...] = ()
    """Sentences on words of the view that a document of the user's own templates does not have, but
    for those that are meant to be left out."""
    signs: tuple[str, ...] = ()
    """Signs that no font has, so that the PDF names them."""
    face: str = ""
    """The font of the PDF, where it is another than the council's own, which is not installed."""


def render_all(
    view: View,
    formats: Sequence[Format],
    within: tuple[Path, ...],
    asked: PdfOptions = USUAL,
    *,
    aloud: View | None = None,
) -> RenderResult:
    """The documents of these formats. One that cannot be made does not stop the others.

    `within` are the folders of templates, of which the last is the one that ships. `aloud` is the
    same view without tables, of which plain text is made.
    """
    own = within[0] if len(within) > 1 else None
    meant = left_out.meant(own) if own else frozenset()
    made = _Rendered()
    page = made.page(view, within) if not own or _OF_PAGE & set(formats) else None
    views = {kind: aloud if aloud and kind is Format.TEXT else view for kind in formats}
    for kind in formats:
        if kind in _OF_PAGE and page is None:
            continue
        try:
            made.add(kind, _document(kind, views[kind], page or "", within, asked))
        except Refusal as refusal:
            made.refuse(refusal)
    said = _expected(page, made.signs) if page is not None and made.files else {}
    omissions = _omissions(views, within[-1:], made, said, meant) if own and made.files else ()
    differences = _differences(said, made.words) if said and not omissions else ()
    return RenderResult(
        files=made.files,
        refusals=tuple(made.refusals.values()),
        differences=differences,
        omissions=omissions,
        signs=made.signs,
        face=made.faces[0] if _is_other(view.font, made.faces) else "",
    )


def _is_other(font: str, faces: Sequence[str]) -> bool:
    """Whether a font that is asked for is among none of those that were used."""
    return bool(font and faces) and font.casefold() not in map(str.casefold, faces)


@dataclass(slots=True)
class _Rendered:
    """Documents as they are made, what they say, and why others could not be."""

    files: dict[Format, bytes] = field(default_factory=dict)
    words: dict[Format, str] = field(default_factory=dict)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()

    def page(self, view: View, within: tuple[Path, ...]) -> str | None:
        """The web page, of which the PDF is made too; None where it is refused."""
        try:
            return html(view, within)
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: Refusal) -> None:
        """Take one that could not be made. One template may serve two formats."""
        self.refusals.setdefault(str(refusal), refusal)

    def add(self, kind: Format, document: "_Document") -> None:
        """Take one that was made."""
        self.files[kind] = document.content
        if kind is not Format.HTML:
            self.words[kind] = document.words
        self.signs, self.faces = document.signs or self.signs, document.faces or self.faces


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A document, its words without blanks; of a PDF the signs that it names, and its fonts.

    What a page says is read from it once, for all.
    """

    content: bytes
    words: str = ""
    signs: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()


def _document(
    kind: Format,
    view: View,
    page: str,
    within: tuple[Path, ...],
    asked: PdfOptions,
) -> _Document:
    """One document.

    Each library is loaded when its format is asked for.
    """
    match kind:
        case Format.PDF:
            made = pdf(view, page, within, asked)
            words = left_out.squeezed(made.words)
            return _Document(content=made.content, words=words, signs=made.signs, faces=made.faces)
        case Format.DOCX:
            # Heavy, and the others do not need it.
            from reportgen.render.docx.document import word  # noqa: PLC0415

            content = word(view, within)
            return _Document(content=content, words=of_word(content))
        case Format.HTML:
            return _Document(content=page.encode("utf-8"))
        case Format.TEXT:
            said = plain_text(view, within)
            return _Document(content=said.encode("utf-8-sig"), words=left_out.squeezed(said))


def _expected(page: str, signs: Sequence[str]) -> Mapping[Format, str]:
    """What the document of each format says if it says what a page does.

    What a page shows to the eyes alone is not in a PDF's tags, which name signs that no font has.
    """
    seen, heard = of_page(page)
    if signs:
        _, heard = of_page(named(page, signs))
    return {Format.PDF: heard, Format.DOCX: seen, Format.HTML: seen}


def _omissions(
    views: Mapping[Format, View],
    ours: tuple[Path, ...],
    made: _Rendered,
    page: Mapping[Format, str],
    meant: Collection[str],
) -> tuple[str, ...]:
    """What documents leave out of the words that they would have by our own templates."""
    reference: dict[Format, str] = {}
    sentences = []
    for kind in made.files:
        view = views[kind]
        if kind is Format.TEXT:
            reference[kind] = left_out.squeezed(plain_text(view, ours))
        elif kind not in reference:
            reference |= _expected(html(view, ours), made.signs)
        whole, said = reference[kind], made.words[kind] if kind in made.words else page[kind]
        gone = left_out.left_out(view, whole, said) if said != whole else {}
        if gone := {name: refs for name, refs in gone.items() if name not in meant}:
            sentences.append(f"The {_NAMES[kind]} leaves out {left_out.told(gone)}.")
    return tuple(sentences)


def _differences(page: Mapping[Format, str], words: Mapping[Format, str]) -> tuple[str, ...]:
    """Where the PDF or the Word file parts from the page."""
    sentences = (
        difference(page[kind], said, _NAMES[kind]) for kind, said in words.items() if kind in page
    )
    return tuple(filter(None, sentences))
