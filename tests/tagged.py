"""What keeps a PDF from being read aloud as it should be, by the points of PDF/UA-1 and PDF/A-2a that a program can check."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf
from pikepdf import Name

_PAINTS = {
    "Tj",
    "TJ",
    "'",
    '"',
    "f",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "Do",
    "sh",
    "INLINE IMAGE",
}
_SPACES = {"pdfa": "http://www.aiim.org/pdfa/ns/id/", "pdfua": "http://www.aiim.org/pdfua/ns/id/"}


@dataclass
class Audit:
    """What was found in one document: faults, how often each, and its tags by kind."""

    faults: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    headings: list[int] = field(default_factory=list)
    artefacts: Counter = field(default_factory=Counter)

    def need(self, truth: object, fault: str) -> None:
        """Note a fault where something is not so."""
        if not truth:
            self.faults[fault] += 1


def audit(content: bytes) -> Audit:
    """Go through a PDF: its catalogue, its tags, its pages and what it says of itself."""
    found = Audit()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        found.need(root.MarkInfo.Marked, "not marked")
        found.need(root.ViewerPreferences.DisplayDocTitle, "the title is not shown")
        found.need(str(root.get("/Lang")) == "en-GB", "language")
        found.need("/OutputIntents" in root, "no output intent")
        with pdf.open_metadata() as metadata:
            claims = [
                metadata.get(f"{{{_SPACES[one]}}}{key}")
                for one, key in (("pdfa", "part"), ("pdfa", "conformance"), ("pdfua", "part"))
            ]
        found.need(claims[1:] == ["A", "1"] and claims[0] in ("2", "3"), f"claims to be {claims}")
        held = _tags(pdf, found)
        _pages(pdf, held, found)
    return found


def _tags(pdf: pikepdf.Pdf, found: Audit) -> set[tuple[int, int]]:
    """The pieces of pages that the tags hold."""
    tree = pdf.Root.StructTreeRoot
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    held: set[tuple[int, int]] = set()
    ids: set[bytes] = set()
    named = {bytes(name) for name in tree.IDTree.Names[0::2]} if "/IDTree" in tree else set()

    def walk(tag: pikepdf.Dictionary, page: object) -> None:
        kind, page = str(tag.S)[1:], tag.get("/Pg", page)
        found.kinds[kind] += 1
        _check(kind, tag, found)
        if kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            found.headings.append(int(kind[1]))
        if "/ID" in tag:
            ids.add(bytes(tag.ID))
        for kid in tag.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                held.add((numbers[page.objgen], int(kid)))
            elif kid.get("/Type") == Name.MCR:
                held.add((numbers[kid.Pg.objgen], int(kid.MCID)))
            elif "/S" in kid:
                found.need(kid.P.objgen == tag.objgen, "a tag that does not know where it stands")
                walk(kid, page)

    walk(tree.K[0], None)
    found.need(ids == named, "IDs that the tree does not list")
    levels = found.headings
    found.need(
        levels[:1] == [1] and all(b - a <= 1 for a, b in pairwise(levels)), f"headings {levels}"
    )
    return held


def _check(kind: str, tag: pikepdf.Dictionary, found: Audit) -> None:
    """One tag by itself."""
    within = [
        str(kid.S)[1:]
        for kid in tag.get("/K", [])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    if kind == "Figure":
        found.need(str(tag.get("/Alt", "")).strip(), "a picture without words")
        found.need("/BBox" in tag.A, "a picture without a place")
    if kind == "TH":
        found.need(tag.A.get("/Scope") in (Name.Row, Name.Column), "a heading cell without scope")
    if kind == "Link":
        found.need(
            any(
                kid.get("/Type") == Name.OBJR
                for kid in tag.K
                if isinstance(kid, pikepdf.Dictionary)
            ),
            "a link to nothing",
        )
    if kind == "Table":
        found.need(
            [one for one in within if one != "Caption"] == ["THead", "TBody"],
            f"a table of {within}",
        )
    if kind == "L":
        found.need(set(within) == {"LI"}, f"a list of {set(within)}")
    if kind == "LI":
        found.need(set(within) <= {"Lbl", "LBody"}, f"a list item of {within}")


def _pages(pdf: pikepdf.Pdf, held: set[tuple[int, int]], found: Audit) -> None:
    """Everything that is drawn is held by a tag or is an artefact; links say where they go."""
    for number, page in enumerate(pdf.pages):
        found.need(page.obj.get("/Tabs") == Name.S, "tab order")
        for marks in _drawn(page, found):
            ids = [mark for mark in marks if isinstance(mark, int)]
            if "Artifact" not in marks:
                found.need(ids, "drawn outside all tags")
                found.need(
                    not ids or (number, ids[-1]) in held, "drawn in a tag that is not in the tree"
                )
        for link in page.obj.get("/Annots", []):
            words = str(link.get("/Contents", ""))
            found.need(
                " " in words or words.istitle() or "://" in words, f"a link that says {words!r}"
            )
            found.need("/StructParent" in link, "a link outside all tags")


def _drawn(page: pikepdf.Page, found: Audit) -> Iterator[list[str | int]]:
    """For each thing drawn on a page the marks that it stands in."""
    marks: list[str | int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            of = operands[1] if name == "BDC" else {}
            marks.append(int(of["/MCID"]) if "/MCID" in of else str(operands[0])[1:])
            found.artefacts[str(of.get("/Subtype", ""))[1:]] += str(operands[0]) == "/Artifact"
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTS:
            yield list(marks)


def rows(content: bytes) -> list[list[int]]:
    """Of each table how many columns each of its rows spans."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            [sum(int(cell.A.get("/ColSpan", 1)) for cell in row.K) for row in _under(table, "TR")]
            for table in _under(pdf.Root.StructTreeRoot, "Table")
        ]


def _under(tag: pikepdf.Dictionary, kind: str) -> Iterator[pikepdf.Dictionary]:
    for kid in tag.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S)[1:] == kind:
                yield kid
            else:
                yield from _under(kid, kind)


def heard(said: str) -> str:
    """What `pdfinfo -struct-text` says is heard, without white space."""
    return re.sub(r"\s+", "", "".join(re.findall(r'^ *"(.*)"$', said, re.MULTILINE)))
