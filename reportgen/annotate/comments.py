"""Comments on cells: their words, and the boxes that Excel draws them in (ECMA-376 part 1, 18.7; part 4, 19.4)."""

import re
from collections.abc import Mapping

from lxml import etree

from reportgen.annotate.parts import Element, Parts, new, parsed, s, written
from reportgen.annotate.sheet import Sheet
from reportgen.columns import COMMENTS_BY
from reportgen.problems import letters

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_KIND = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape {names} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{height}pt;z-index:1;visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_LETTERS_A_LINE = 46  # of Arial 9 in a box of 240 points


def add(parts: Parts, part: str, sheet: Sheet, said: Mapping[tuple[int, int], str]) -> None:
    """Put these words on these cells (row, column) of a sheet; a cell that has a comment keeps it, with ours behind."""
    name = parts.related(part, "comments")
    root = parsed(parts.content[name]) if name else new("comments")
    boxed = {one.get("ref", "") for one in root.iter(s("comment"))}
    _write(root, {f"{letters(column)}{row}": words for (row, column), words in said.items()})
    if name:
        parts.content[name] = written(root)
    else:
        name = parts.free("xl/comments{}.xml")
        parts.add(name, written(root), _COMMENTS_TYPE)
        parts.relate(part, name, "comments")
    _draw(parts, part, sheet, {place: words for place, words in said.items() if f"{letters(place[1])}{place[0]}" not in boxed})


def _write(root: Element, said: Mapping[str, str]) -> None:
    authors, listed = (_section(root, name) for name in ("authors", "commentList"))
    etree.SubElement(authors, s("author")).text = COMMENTS_BY
    here = {one.get("ref", ""): one for one in listed.iterfind(s("comment"))}
    for reference, words in said.items():
        comment = here.get(reference)
        if comment is None:
            comment = etree.SubElement(listed, s("comment"), ref=reference, authorId=str(len(authors) - 1))
            text = etree.SubElement(comment, s("text"))
        else:
            text = _section(comment, "text")
            words = f"\n\n{words}"  # noqa: PLW2901 - behind what stands there
        _say(text, words)


def _say(text: Element, words: str) -> None:
    run = etree.SubElement(text, s("r"))
    looks = etree.SubElement(run, s("rPr"))
    etree.SubElement(looks, s("sz"), val="9")
    etree.SubElement(looks, s("rFont"), val="Arial")
    said = etree.SubElement(run, s("t"))
    said.text = words
    if words != words.strip():
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _section(root: Element, name: str) -> Element:
    found = root.find(s(name))
    return etree.SubElement(root, s(name)) if found is None else found


def _draw(parts: Parts, part: str, sheet: Sheet, said: Mapping[tuple[int, int], str]) -> None:
    """A box for each comment, in the drawing that the sheet has or in a new one."""
    name = parts.by_id(part).get(sheet.legacy_drawing(), "")
    old = parts.content.get(name, f"<xml {_NAMES}></xml>".encode())
    number = max((int(found) for found in re.findall(rb"_x0000_s(\d+)", old)), default=1024)
    boxes = b"" if b"_x0000_t202" in old else _SHAPE_KIND.encode()
    for place, ((row, column), words) in enumerate(said.items(), start=number + 1):
        height = 24 + 12 * sum(1 + len(line) // _LETTERS_A_LINE for line in words.split("\n"))
        boxes += _BOX.format(names=_NAMES, number=place, height=height, row=row - 1, column=column - 1).encode()
    end = old.rindex(b"</xml>")  # inserted as bytes, since what Excel 97 to 2003 wrote there is not always XML
    drawn = old[:end] + boxes + old[end:]
    if name in parts.content:
        parts.content[name] = drawn
    else:
        name = parts.free("xl/drawings/vmlDrawing{}.vml")
        parts.add(name, drawn, _VML_TYPE)
        sheet.show_comments(parts.relate(part, name, "vmlDrawing"))
