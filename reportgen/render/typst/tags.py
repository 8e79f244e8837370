"""What Typst's tags do not have yet: headers of rows, names of tables, the paper's origin.

Typst 0.15 cannot mark a cell as the header of its row. Attributes after ISO 32000-1, 14.8.5.7.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast
from xml.sax.saxutils import escape

import pikepdf

_Named: TypeAlias = tuple[bytes, pikepdf.Object]
"""An element with the name by which others refer to it."""
_CREATOR = (b"<xmp:CreatorTool>", b"</xmp:CreatorTool>")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTags:
    """A table of a paper: its name, and the columns whose cells are headers of their rows."""

    name: str
    headers: tuple[int, ...] = (0,)
    heading: str = ""
    """The heading over it, whose bookmark has those of its rows."""
    entry: str = ""
    """What the bookmark of that heading says."""
    bookmarks: tuple[str, ...] = ()
    """The bookmark of each row of its body, empty for a row without one; none where none has."""


def completed(content: bytes, tables: Sequence[TableTags], origin: str) -> bytes:
    """The PDF with headers of rows and names of tables, in their order, and with its origin."""
    with pikepdf.open(io.BytesIO(content)) as document:
        named: list[_Named] = []
        found = list(_tables(document.Root.StructTreeRoot))
        with document.open_outline() as outline:
            for number, (table, told) in enumerate(zip(found, tables, strict=True)):
                _name(table, told.name)
                named += _mark_rows(table, told.headers, number)
                _bookmark(outline, table, told)
        _list_ids(document, named)
        _say_origin(document, origin)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements below one of the tags."""
    below = element.get("/K")
    if below is None:
        return []
    listed = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]


def _tables(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in kids(element):
        if kid.get("/S") == "/Table":
            yield kid
        else:
            yield from _tables(kid)


def _attributes(element: pikepdf.Object) -> pikepdf.Object:
    """The attributes of a table or a cell, made where there are none."""
    listed = element.get("/A")
    several = list(listed) if isinstance(listed, pikepdf.Array) else [listed] if listed else []
    for attributes in several:
        if attributes.get("/O") == "/Table":
            return attributes
    made = pikepdf.Dictionary(O=pikepdf.Name.Table)
    element.A = pikepdf.Array([*several, made])
    return cast("pikepdf.Object", element.A[len(several)])


def _name(table: pikepdf.Object, name: str) -> None:
    _attributes(table).Summary = pikepdf.String(name)


def _mark_rows(table: pikepdf.Object, headers: Sequence[int], number: int) -> Iterator[_Named]:
    """Mark header cells of each row of the body; each with the name by which others refer to it."""
    for place, row in enumerate(body(table)):
        cells = kids(row)
        names = []
        for column in headers[: len(cells)]:
            name = f"R{number}-{place}-{column}"
            cells[column].S = pikepdf.Name.TH
            cells[column].ID = pikepdf.String(name)
            _attributes(cells[column]).Scope = pikepdf.Name.Row
            names.append(name)
            yield name.encode(), cells[column]
        for cell in (
            cells[len(names) :] if headers[: len(cells)] == tuple(range(len(names))) else ()
        ):
            before = _attributes(cell).get("/Headers", pikepdf.Array())
            _attributes(cell).Headers = pikepdf.Array([*before, *map(pikepdf.String, names)])


def _bookmark(outline: pikepdf.Outline, table: pikepdf.Object, told: TableTags) -> None:
    """Put bookmarks of a table's rows, at the heads of their pages, under that of its heading."""
    listed = (item for top in outline.root for item in (top, *top.children))
    over = next((item for item in listed if item.title.strip() == told.heading), None)
    if not told.bookmarks or over is None:
        return
    over.title = told.entry
    for title, row in zip(told.bookmarks, body(table), strict=True):
        page = _page(row) if title else None
        if page is not None:
            head = pikepdf.Array([page, pikepdf.Name.XYZ, 0, page.MediaBox[3], 0])
            over.children.append(pikepdf.OutlineItem(title, head))


def _page(element: pikepdf.Object) -> pikepdf.Object | None:
    """The page on which an element begins."""
    if "/Pg" in element:
        return element.Pg
    return next((page for kid in kids(element) if (page := _page(kid)) is not None), None)


def body(table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The rows of a table that are none of its head, in parts of it or not."""
    for part in kids(table):
        rows = [part] if part.get("/S") == "/TR" else kids(part)
        if part.get("/S") != "/THead":
            yield from (row for row in rows if row.get("/S") == "/TR")


def _list_ids(document: pikepdf.Pdf, named: list[_Named]) -> None:
    """Put named elements into the tree in which they are looked up, with those that are there."""
    tree = document.Root.StructTreeRoot
    before = list(_leaves(tree.IDTree)) if "/IDTree" in tree else []
    known = dict([*before, *named])
    flat = pikepdf.Array()
    for name in sorted(known):
        flat.append(pikepdf.String(name.decode("latin-1")))
        flat.append(known[name])
    if known:
        tree.IDTree = document.make_indirect(pikepdf.Dictionary(Names=flat))


def _leaves(node: pikepdf.Object) -> Iterator[_Named]:
    names = node.get("/Names", ())
    for place in range(0, len(names), 2):
        yield bytes(names[place]), names[place + 1]
    for kid in node.get("/Kids", ()):
        yield from _leaves(kid)


def _say_origin(document: pikepdf.Pdf, origin: str) -> None:
    """What the paper was made from, where programs look for what made it (ISO 16684-1)."""
    stream = document.Root.Metadata
    before, begin, rest = stream.read_bytes().partition(_CREATOR[0])
    _, end, after = rest.partition(_CREATOR[1])
    stream.write(before + begin + escape(origin).encode() + end + after)
    document.docinfo["/Creator"] = pikepdf.String(origin)
