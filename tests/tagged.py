"""Faults of a PDF for screen readers, by PDF/UA-1 and PDF/A-2a as far as a program can check."""

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
    """The faults of one document, how often each occurs, and counts of its tags by kind."""

    faults: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    headings: list[int] = field(default_factory=list)
    artefacts: Counter = field(default_factory=Counter)

    def need(self, truth: object, fault: str) -> None:
        """Count a fault where `truth` is false."""
        if not truth:
            self.faults[fault] += 1


def audit(content: bytes) -> Audit:
    """Check a PDF's catalogue, its tags, its pages and the standards that it claims to follow."""
    findings = Audit()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        findings.need(root.MarkInfo.Marked, "not marked")
        findings.need(root.ViewerPreferences.DisplayDocTitle, "the title is not shown")
        findings.need(str(root.get("/Lang")) == "en-GB", "language")
        findings.need("/OutputIntents" in root, "no output intent")
        with pdf.open_metadata() as metadata:
            claims = [
                metadata.get(f"{{{_SPACES[standard]}}}{key}")
                for standard, key in (("pdfa", "part"), ("pdfa", "conformance"), ("pdfua", "part"))
            ]
        findings.need(
            claims[1:] == ["A", "1"] and claims[0] in ("2", "3"), f"claims to be {claims}"
        )
        held = _tags(pdf, findings)
        _pages(pdf, held, findings)
    return findings


def _tags(pdf: pikepdf.Pdf, findings: Audit) -> set[tuple[int, int]]:
    """Check the structure tree, and return the marked content that it holds: (page, MCID)."""
    tree = pdf.Root.StructTreeRoot
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    held: set[tuple[int, int]] = set()
    ids: set[bytes] = set()
    named = {bytes(name) for name in tree.IDTree.Names[0::2]} if "/IDTree" in tree else set()

    def walk(tag: pikepdf.Dictionary, page: object) -> None:
        kind, page = str(tag.S)[1:], tag.get("/Pg", page)
        findings.kinds[kind] += 1
        _check(kind, tag, findings)
        if kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            findings.headings.append(int(kind[1]))
        if "/ID" in tag:
            ids.add(bytes(tag.ID))
        for kid in tag.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                held.add((numbers[page.objgen], int(kid)))
            elif kid.get("/Type") == Name.MCR:
                held.add((numbers[kid.Pg.objgen], int(kid.MCID)))
            elif "/S" in kid:
                findings.need(
                    kid.P.objgen == tag.objgen, "a tag that does not know where it stands"
                )
                walk(kid, page)

    walk(tree.K[0], None)
    findings.need(ids == named, "IDs that the tree does not list")
    levels = findings.headings
    findings.need(
        levels[:1] == [1] and all(b - a <= 1 for a, b in pairwise(levels)), f"headings {levels}"
    )
    return held


def _check(kind: str, tag: pikepdf.Dictionary, findings: Audit) -> None:
    """Check one tag by itself."""
    within = [
        str(kid.S)[1:]
        for kid in tag.get("/K", [])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    if kind == "Figure":
        findings.need(str(tag.get("/Alt", "")).strip(), "a picture without words")
        findings.need("/BBox" in tag.A, "a picture without a place")
    if kind == "TH":
        findings.need(
            tag.A.get("/Scope") in (Name.Row, Name.Column), "a heading cell without scope"
        )
    if kind == "Link":
        findings.need(
            any(
                kid.get("/Type") == Name.OBJR
                for kid in tag.K
                if isinstance(kid, pikepdf.Dictionary)
            ),
            "a link to nothing",
        )
    if kind == "Table":
        findings.need(
            [child for child in within if child != "Caption"] == ["THead", "TBody"],
            f"a table of {within}",
        )
    if kind == "L":
        findings.need(set(within) == {"LI"}, f"a list of {set(within)}")
    if kind == "LI":
        findings.need(set(within) <= {"Lbl", "LBody"}, f"a list item of {within}")


def _pages(pdf: pikepdf.Pdf, held: set[tuple[int, int]], findings: Audit) -> None:
    """Check that tags hold everything drawn but artifacts, and that links say where they go."""
    for number, page in enumerate(pdf.pages):
        findings.need(page.obj.get("/Tabs") == Name.S, "tab order")
        for marks in _drawn(page, findings):
            ids = [mark for mark in marks if isinstance(mark, int)]
            if "Artifact" not in marks:
                findings.need(ids, "drawn outside all tags")
                findings.need(
                    not ids or (number, ids[-1]) in held, "drawn in a tag that is not in the tree"
                )
        for link in page.obj.get("/Annots", []):
            words = str(link.get("/Contents", ""))
            findings.need(
                " " in words or words.istitle() or "://" in words, f"a link that says {words!r}"
            )
            findings.need("/StructParent" in link, "a link outside all tags")


def _drawn(page: pikepdf.Page, findings: Audit) -> Iterator[list[str | int]]:
    """Yield for each painting operator of a page the marked content that it stands in."""
    marks: list[str | int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            properties = operands[1] if name == "BDC" else {}
            marks.append(
                int(properties["/MCID"]) if "/MCID" in properties else str(operands[0])[1:]
            )
            findings.artefacts[str(properties.get("/Subtype", ""))[1:]] += (
                str(operands[0]) == "/Artifact"
            )
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTS:
            yield list(marks)


def rows(content: bytes) -> list[list[int]]:
    """Return for each table the number of columns that each of its rows spans."""
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


def heard(listing: str) -> str:
    """Return the text that `pdfinfo -struct-text` lists, without white space."""
    return re.sub(r"\s+", "", "".join(re.findall(r'^ *"(.*)"$', listing, re.MULTILINE)))
