"""What no template may bring into a document: what runs, or is fetched when a member opens it.

A template may come by e-mail; a paper goes to a hundred members.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from reportgen.model.errors import TemplateWrong
from reportgen.office.package import Package
from reportgen.office.word_numbering import W

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""The Content-Security-Policy of a web page: whatever it holds, nothing runs and nothing is fetched
(W3C, Content Security Policy Level 3)."""

_ACTIVE = (
    frozenset(("script", "iframe", "frame", "object", "embed", "applet", "base", "form", "portal"))
    | {"audio", "video", "link", "textarea", "plaintext", "xmp", "noembed", "noframes", "noscript"}
    | {"template", "set", "animate", "animatemotion", "animatetransform"}
)
"""What runs, is fetched or changes an address, and what makes mere words of all that follows."""
_FETCHED = (
    "src",
    "srcset",
    "background",
    "poster",
    "data",
    "xlink:href",
    "formaction",
    "manifest",
    "ping",
)
_LOCAL = re.compile(r"\s*(?:data:image/|#|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?![/\\]{2})(?:https?:|mailto:|#|[^:]*$)", re.IGNORECASE)
"""What a link may lead to: no javascript:, and no file of another computer."""
_STYLE = re.compile(
    r"@import|url\(\s*['\"]?(?!\s*(?:data:|#))[^)]{0,60}|expression\("
    r"|(?:image-set|image|cross-fade|src)\(",
    re.IGNORECASE,
)
"""Among them the functions that fetch what stands in them as a string (CSS Images Level 4)."""

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
"""A letter written by its number, or that stands for itself (W3C, CSS Syntax Level 3, 4.3.7)."""


def _letter(escape: re.Match[str]) -> str:
    number = int(escape[1] or "0", 16)
    return escape[2] or (chr(number) if 0 < number < sys.maxunicode else "\ufffd")


def must_be_passive_page(page: str, template: str) -> None:
    """Return if a page runs nothing and fetches nothing; else raise TemplateWrong naming what."""
    look = _ActiveContent()
    look.feed(page)
    look.close()
    if look.found:
        raise _wrong(template, look.found[0])


class _ActiveContent(HTMLParser):
    """Looks for what runs or is fetched; `found` has it in words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._styled = False
        self._style: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with its attributes."""
        self._styled = tag == "style"
        if tag in _ACTIVE or (tag == "meta" and ("http-equiv", "refresh") in _folded(attrs)):
            self.found.append(f"an element <{tag}>")
        for name, value in attrs:
            words = (value or "").replace("\t", "").replace("\n", "")
            if name.startswith("on"):
                self.found.append(f"a script ({name} of <{tag}>)")
            if name in _FETCHED and not _LOCAL.match(words):
                self.found.append(f"a file from elsewhere ({words[:60]})")
            if name == "href" and tag in ("a", "area") and not _ADDRESS.match(words):
                self.found.append(f"a script ({words[:60]})")
            if name == "href" and tag not in ("a", "area") and not _LOCAL.match(words):
                self.found.append(f"a file from elsewhere ({words[:60]})")
            if name == "rel" and "attachment" in words.casefold().split():
                self.found.append("a file to attach")
            if name == "style":
                self._look_at_style(words)

    handle_startendtag = handle_starttag

    def handle_endtag(self, _: str) -> None:
        """Styles end with their element."""
        self._styled = False
        self._look_at_style("".join(self._style))
        self._style.clear()

    def handle_comment(self, data: str) -> None:
        """A remark, as if it were none: where it ends, programs do not agree."""
        inside = _ActiveContent()
        inside.feed(data.lstrip("->"))
        self.found += [f"{found} in a remark" for found in inside.found]

    def handle_data(self, data: str) -> None:
        """The words of a style sheet; others are only words."""
        if self._styled:
            self._style.append(data)

    def close(self) -> None:
        """The end of the page, perhaps in the midst of a style."""
        super().close()
        self._look_at_style("".join(self._style) + self.rawdata)  # where no end of it was found

    def _look_at_style(self, words: str) -> None:
        plain = _ESCAPE.sub(_letter, _REMARK.sub("", words))
        if found := _STYLE.search(plain):
            self.found.append(f"a file from elsewhere ({found[0]})")


def _folded(attrs: list[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, (value or "").strip().casefold()) for name, value in attrs]


_ODD_PARTS = {
    "macros": re.compile(r"vba|\.bin$|activeX", re.IGNORECASE),
    "an embedded file": re.compile(r"^word/embeddings/|^customUI", re.IGNORECASE),
}
_ODD_KINDS = {
    "aFChunk": "a document inside it (altChunk)",
    "oleObject": "an embedded object (OLE)",
    "package": "an embedded file",
    "control": "a control (ActiveX)",
    "vbaProject": "macros",
    "subDocument": "a document of its own",
    "frame": "a page in a frame",
    "webextension": "an add-in of the web",
    "webextensiontaskpanes": "an add-in of the web",
}
"""Relationships that no paper has, by the last word of their types (ECMA-376 part 1, 11 and 15)."""
_FIELD = re.compile(
    r"^\s*(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|EMBED|MACROBUTTON|DATABASE"
    r"|AUTOTEXT|GLOSSARY|ADDIN|CONTROL|HYPERLINK(?=\s+\"?(?!https?:|mailto:)\w+:))\b",
    re.IGNORECASE,
)
"""The fields that fetch or start something (ECMA-376 part 1, 17.16.5)."""
_NAME = re.compile(r"\s*(?:=|\S+\s)")
_NAMED_BY_ANOTHER = "INCLUDE"  # a field whose name another one makes may be any of them
_VML = "{urn:schemas-microsoft-com:vml}"  # older drawings (ISO/IEC 29500-4, 19)
_REMOTE = re.compile(r"\s*(?!file:///[^/\\])(?:[a-z]{2,}:|//|\\\\)", re.IGNORECASE)


def must_be_passive_word(package: Package, template: str) -> None:
    """Return if a Word file runs nothing and fetches nothing; else raise TemplateWrong.

    The path of a template that it was made from on the same computer is taken out elsewhere.
    """
    for found in _odd(package):
        raise _wrong(template, found)


def _odd(package: Package) -> Iterator[str]:
    for name in package.names:
        for words, pattern in _ODD_PARTS.items():
            if pattern.search(name):
                yield words
        if name.endswith(".rels"):
            folder, _, part = name.rpartition("_rels/")
            yield from _odd_relations(package, folder + part.removesuffix(".rels"))
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from _odd_fields(package, name)


def _odd_relations(package: Package, part: str) -> Iterator[str]:
    for relation in package.relationships(part):
        if relation.kind in _ODD_KINDS:
            yield _ODD_KINDS[relation.kind]
        elif relation.kind == "attachedTemplate" and _REMOTE.match(relation.address):
            yield f"a template from elsewhere ({relation.address[:60]})"
        elif relation.kind == "hyperlink" and not _ADDRESS.match(relation.address):
            yield f"a script ({relation.address[:60]})"
        elif relation.external and relation.kind not in ("hyperlink", "attachedTemplate"):
            yield f"a file from elsewhere ({relation.address[:60]})"


def _odd_fields(package: Package, name: str) -> Iterator[str]:
    root = package.xml(name)
    if root is None:
        return
    for words in _codes(root):
        if found := _FIELD.search(words):
            yield f"a field that fetches or starts something ({found[1].upper()})"
    for element in root.iter():
        if element.tag.endswith("}webVideoPr"):
            yield "a video of the web"
        for attribute, address in element.attrib.items() if element.tag.startswith(_VML) else ():
            if attribute.rpartition("}")[2] in ("src", "href") and not _LOCAL.match(address):
                yield f"a file from elsewhere ({address[:60]})"


def _codes(root: Element) -> list[str]:
    """The codes of a part's fields, however they are cut into runs and paragraphs."""
    codes = [""]
    before = ""  # the mark of a field that stands before
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            codes.append(element.get(f"{W}instr", ""))
        elif element.tag == f"{W}fldChar":
            mark = element.get(f"{W}fldCharType", "")
            if mark == before == "begin" and not _NAME.match(codes[-1]):
                codes.append(_NAMED_BY_ANOTHER)
            if mark != "separate":
                codes.append("")
            before = mark
        elif element.tag == f"{W}instrText":
            codes[-1] += element.text or ""
    return codes


def _wrong(template: str, found: str) -> TemplateWrong:
    return TemplateWrong(
        code="template-active",
        what=f"The template {template} brings {found} into the document.",
        fix="Take it out: a paper may only show what the workbook and the template folder hold.",
    )
