"""Makes small files that try to cost much time or memory; `python attacks.py NAME PATH` writes one.

Each is a workbook, a Word file or a text as somebody could send it: at most 50 MB, and inside the
sizes that a package may claim.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import odd

_SHEET, _STYLES, _BOOK = "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHEETS = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONGEST = 32_767  # characters of a cell, in Excel


def _book(name: str, mark: bytes, more: bytes, *, before: bool = True) -> bytes:
    """The example with something put before (or after) the first mark of a part."""
    listed = odd.parts()
    assert mark in listed[name], mark
    put = more + mark if before else mark + more
    return odd.packed(listed | {name: listed[name].replace(mark, put, 1)})


def _three_sheets(rows: bytes) -> bytes:
    """The example with the same rows in three sheets of its own."""
    listed = odd.parts()
    names = [f"xl/worksheets/sheet{number}.xml" for number in (2, 3, 4)]
    end = b"</sheetData>"
    return odd.packed(listed | {name: listed[name].replace(end, rows + end, 1) for name in names})


def _encoded(name: str) -> bytes:
    """The example with a sheet that claims to be in this encoding."""
    listed = odd.parts()
    body = listed[_SHEET].partition(b"?>")[2] or listed[_SHEET]
    start = f'<?xml version="1.0" encoding="{name}"?>'.encode()
    return odd.packed(listed | {_SHEET: start + body})


ODD_CELLS = {
    "infinite": b"><v>1e400</v>",
    "of-400-figures": b"><v>%s</v>" % (b"9" * 400),
    "python": b"><v>1_000</v>",
    "arabic": ' t="s"><v>١</v>'.encode(),
    "boolean": b' t="b"><v>2</v>',
    "elsewhere": b"><v>1</v><w/>",
    "nested": b' t="str"><v>1<w/>2</v>',
    "beside": b' t="str">words<v>1</v>',
    "nested-text": b' t="inlineStr"><is><t>1<w/>2</t></is>',
    "beside-text": b' t="inlineStr"><is>words<t>1</t></is>',
}
"""Cells as no program writes them, of which a part would be lost."""


def _properties(core: bytes) -> bytes:
    """The example with other properties."""
    return odd.packed(odd.parts() | {"docProps/core.xml": core})


def _rows(more: bytes) -> bytes:
    return _book(_SHEET, b"</sheetData>", more)


def _cell(words: str, *, column: str = "I") -> bytes:
    """The example with these words in one more row."""
    said = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
    first = b'<c r="A99" t="inlineStr"><is><t>9.9</t></is></c>'
    cell = b'<c r="%s99" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return _rows(b'<row r="99">%s%s</row>' % (first, cell % (column.encode(), said)))


def _part(name: str, content: bytes, kind: bytes, relation: str, owner: str) -> bytes:
    """The example with one more part, to which another points."""
    listed = odd.parts()
    folder, _, file = owner.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    entry = f'<Relationship Id="rId98" Type="{_RELATED}/{relation}" Target="/{name}"/>'.encode()
    listed[rels] = listed[rels].replace(b"</Relationships>", entry + b"</Relationships>")
    declared = b'<Override PartName="/%s" ContentType="%s"/>' % (name.encode(), kind)
    listed[_TYPES] = listed[_TYPES].replace(b"</Types>", declared + b"</Types>")
    return odd.packed(listed | {name: content})


def _strings(items: bytes) -> bytes:
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
    kind = _SHEETS + b".sharedStrings+xml"
    return _part("xl/sharedStrings.xml", table % items, kind, "sharedStrings", _BOOK)


def _comments(items: bytes) -> bytes:
    part = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>'
        b"<author>x</author></authors><commentList>%s</commentList></comments>"
    )
    return _part("xl/comments9.xml", part % items, _SHEETS + b".comments+xml", "comments", _SHEET)


def _word(body: str, *, styles: str = "", numbering: str = "", more: str = "") -> bytes:
    """A Word file with this body, these styles and numberings."""
    root = f'xmlns:w="{_WORD}" xmlns:r="{_RELATED}"'
    parts = {
        "word/document.xml": f"<w:document {root}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {root}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {root}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {root}>{more}</w:footnotes>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")
        ),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        _TYPES: (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
            ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"'
            '/><Default Extension="xml" ContentType="application/xml"/><Override'
            f' PartName="/word/document.xml" ContentType="{_TEXT}.document.main+xml"/></Types>'
        ),
    }
    return odd.packed({name: part.encode() for name, part in parts.items()})


def _relations(*listed: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(listed)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{items}</Relationships>'


def _said(words: str, style: str = "") -> str:
    said = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'


_ROW = "<w:tr>{}</w:tr>"
_TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"


def _word_rows(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{_said(words)}</w:tc>" for words in row) for row in rows)
    return _TABLE.format("".join(_ROW.format(row) for row in cells))


def _plan_of(words: str, rows: int) -> str:
    """A table of a plan whose actions and progress are these words."""
    return _word_rows(
        ("Ref", "Action", "Officer", "Timescale", "Status", "Progress"),
        *((f"1.{n}", words, "R Patel", "Q3", "Green", words) for n in range(rows)),
    )


def _nested(kind: str, depth: int, inside: str) -> str:
    return f"<{kind}>" * depth + inside + f"</{kind}>" * depth


def _numbered(start: int | str, form: str) -> bytes:
    levels = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    look = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return _word(f"<w:p>{look}<w:r><w:t>x</w:t></w:r></w:p>" * 2000, numbering=numbering)


def _chain(length: int, *, closed: bool) -> bytes:
    """Styles each based on the one before; `closed` makes a ring of them."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(length)
    )
    last = length - 1 if closed else 0
    styles = styles.replace('w:val="s-1"', f'w:val="s{last}"')
    return _word("".join(_said("x", f"s{n}") for n in range(length)), styles=styles)


def _entries(number: int) -> bytes:
    """The example with so many small parts more."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in odd.parts().items():
            package.writestr(name, part)
        for n in range(number):
            package.writestr(f"xl/media/{n}.bin", b"")
    return target.getvalue()


def _sheets(number: int) -> bytes:
    """The example with so many sheets more, all of one part."""
    listed = odd.parts()
    space = f'xmlns:r="{_RELATED}" r:id="rId2"'
    more = "".join(f'<sheet {space} name="S{n}" sheetId="{n + 50}"/>' for n in range(number))
    listed[_BOOK] = listed[_BOOK].replace(b"</sheets>", more.encode() + b"</sheets>")
    return odd.packed(listed)


PATTERNS = {
    "comment openings": "<!--",
    "tag openings": "<",
    "tags": "<p ",
    "ends of tags": "</",
    "ampersands": "&",
    "entities": "&#",
    "blanks": " ",
    "blanks and letters": " a",
    "letters": "a",
    "at signs": "a@",
    "addresses": "a@a.",
    "dots": "a.",
    "figures": "1",
    "figures and strokes": "1/",
    "dashes": "-",
    "line ends": "\n",
    "blank lines": " \n",
    "bullets": "• ",
    "brackets": "(",
    "equals": "=",
    "quarters": "Q1 ",
    "months": "Jan ",
    "commas": "a, ",
    "semicolons": ";a",
    "garbled": "Ã¢â‚¬",
    "links": "http://a",
    "capitals": "ABC (",
    "escapes": "_x0041_",
    "underlines": "_x",
    "asterisks": "*a ",
    "colons": "Green: ",
    "quotes": '"',
    "apostrophes": "it's ",
    "percents": "50% ",
    "and": "a and ",
    "wide marks": "\u200b",
}
"""What a long cell may be made of: patterns of words are read most slowly where they repeat."""


def _many(pattern: str, longest: int = _LONGEST) -> str:
    return (pattern * longest)[:longest]


_MANY_CELLS = 100


def _cells(pattern: str) -> bytes:
    """The example with three hundred rows of an action and progress of such words."""
    said = _many(pattern).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
    cell = b'<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return _rows(
        b"".join(
            b'<row r="%d">%s</row>'
            % (
                n,
                b"".join(
                    cell % (c, n, b"9.%d" % n if c == b"A" else said) for c in b"A C I".split()
                ),
            )
            for n in range(100, 100 + _MANY_CELLS)
        )
    )


ATTACKS: dict[str, Callable[[], bytes]] = {
    "attribute.xlsx": lambda: _rows(b'<row r="99"><c r="A99" x="%s"/></row>' % (b"a" * 32_000_000)),
    "formats.xlsx": lambda: _book(
        _STYLES, b"</cellXfs>", b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 1_200_000
    ),
    "fonts.xlsx": lambda: _book(_STYLES, b"</fonts>", b'<font><sz val="11"/></font>' * 1_200_000),
    "fills.xlsx": lambda: _book(
        _STYLES, b"</fills>", b'<fill><patternFill patternType="solid"/></fill>' * 1_200_000
    ),
    "number-formats.xlsx": lambda: _book(
        _STYLES,
        b"<fonts",
        b"<numFmts>"
        + b"".join(
            b'<numFmt numFmtId="%d" formatCode="0.%d"/>' % (n, n) for n in range(200, 600_000)
        )
        + b"</numFmts>",
    ),
    "number-format-long.xlsx": lambda: _book(
        _STYLES,
        b"<fonts",
        b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts>' % (b"0;" * 2_000_000),
    ),
    "number-format-brackets.xlsx": lambda: _book(
        _STYLES,
        b"<fonts",
        b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts>' % (b"[" * 300_000),
    ),
    "rows-of-three-sheets.xlsx": lambda: _three_sheets(b"<row/>" * 5_000_000),
    **{
        f"encoding-{name[:9]}.xlsx": (lambda n=name: _encoded(n))
        for name in ("zlib_codec", "utf-7", "a" * 200_000)
    },
    **{
        f"cell-{name}.xlsx": (lambda c=cell: _rows(b'<row r="99"><c r="A99"%s</c></row>' % c))
        for name, cell in ODD_CELLS.items()
    },
    "row-of-another-kind.xlsx": lambda: _rows(
        b'<x:row xmlns:x="urn:x" r="99"><x:c r="A99"><x:v>1</x:v></x:c></x:row>'
    ),
    "namespace-long.xlsx": lambda: _properties(
        b'<x xmlns:a="%s">%s</x>'
        % (b"u" * 200_000, b"".join(b"<a:e%d/>" % n for n in range(20_000)))
    ),
    "attributes.xlsx": lambda: _properties(
        b"<x %s/>" % b" ".join(b'a%d=""' % n for n in range(3_000_000))
    ),
    "two-values.xlsx": lambda: _rows(b'<row r="99"><c r="A99"><v>1</v><v>2</v></c></row>'),
    "cell-twice.xlsx": lambda: _rows(
        b'<row r="99"><c r="A99"><v>1</v></c><c r="A99"><v>2</v></c></row>'
    ),
    "string-below-nought.xlsx": lambda: _rows(b'<row r="99"><c r="A99" t="s"><v>-1</v></c></row>'),
    "strings.xlsx": lambda: _strings(b"<si><t>a</t></si>" * 6_000_000),
    "string-runs.xlsx": lambda: _strings(b"<si>" + b"<r><t>a</t></r>" * 3_000_000 + b"</si>"),
    "names.xlsx": lambda: _book(
        _BOOK,
        b"</definedNames>",
        b"".join(b'<definedName name="n%d">1</definedName>' % n for n in range(1_000_000)),
    ),
    "columns.xlsx": lambda: _book(
        _SHEET,
        b"</row>",
        b"".join(b'<c t="inlineStr"><is><t>Column %d</t></is></c>' % n for n in range(16_385)),
    ),
    "wide-columns.xlsx": lambda: _book(
        _SHEET, b"</cols>", b'<col min="1" max="16384" hidden="1"/>' * 1_000_000
    ),
    "sheets.xlsx": lambda: _sheets(20_000),
    "entries.xlsx": lambda: _entries(400_000),
    "rules.xlsx": lambda: _book(
        _SHEET,
        b"<pageMargins",
        b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1">'
        b"<formula>1</formula></cfRule></conditionalFormatting>" * 500_000,
    ),
    "rule-areas.xlsx": lambda: _book(
        _SHEET,
        b"<pageMargins",
        b'<conditionalFormatting sqref="%s"><cfRule type="expression" priority="1">'
        b"<formula>1</formula></cfRule></conditionalFormatting>" % (b"A1:XFD1048576 " * 500_000),
    ),
    "rule-areas-again.xlsx": lambda: _book(
        _SHEET,
        b"<pageMargins",
        b'<conditionalFormatting sqref="%s"><cfRule type="expression" priority="1"><formula>1'
        b"</formula></cfRule></conditionalFormatting>" % (b"A1 " * 3_000) * 10_000,
    ),
    "merges.xlsx": lambda: _book(
        _SHEET,
        b"<dataValidations",
        b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 1_000_000 + b"</mergeCells>",
    ),
    "links.xlsx": lambda: _book(
        _SHEET,
        b"<pageMargins",
        b"<hyperlinks>"
        + b'<hyperlink ref="A1:XFD1048576" location="x"/>' * 1_000_000
        + b"</hyperlinks>",
    ),
    "elements.xlsx": lambda: _book(_SHEET, b"<pageMargins", b"<z/>" * 30_000_000),
    "elements-with-attributes.xlsx": lambda: _book(
        _SHEET, b"<pageMargins", b'<z a=""/>' * 15_000_000
    ),
    "depth.xlsx": lambda: _book(_SHEET, b"<pageMargins", b"<z>" * 3_000_000 + b"</z>" * 3_000_000),
    "depth-in-a-cell.xlsx": lambda: _rows(
        b'<row r="99"><c r="A99" t="inlineStr"><is>%s%s</is></c></row>'
        % (b"<r>" * 1_000_000, b"</r>" * 1_000_000)
    ),
    "depth-of-styles.xlsx": lambda: _book(
        _STYLES, b"</fonts>", b"<font>" * 200_000 + b"</font>" * 200_000
    ),
    "comments.xlsx": lambda: _comments(
        b'<comment ref="A1" authorId="0"><text><t>a</t></text></comment>' * 1_000_000
    ),
    "row-far.xlsx": lambda: _rows(b'<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>'),
    "number-huge.xlsx": lambda: _rows(
        b'<row r="99"><c r="A99"><v>1E308</v></c><c r="B99"><v>%s</v></c></row>' % (b"9" * 4_000)
    ),
    "number-long.xlsx": lambda: _rows(
        b'<row r="99"><c r="A99"><v>%s</v></c></row>' % (b"9" * 10_000_000)
    ),
    "cell-of-30-MB.xlsx": lambda: _cell(_many("word ", 30_000_000)),
    "cell-of-30-MB-lines.xlsx": lambda: _cell(_many("a\n", 30_000_000)),
    "relations.xlsx": lambda: _book(
        "xl/worksheets/_rels/sheet2.xml.rels",
        b"</Relationships>",
        b'<Relationship Id="x" Type="t/comments" Target="../tables/table1.xml"/>' * 500_000,
    ),
    "types.xlsx": lambda: _book(
        _TYPES, b"</Types>", b'<Override PartName="/a" ContentType="b"/>' * 1_000_000
    ),
    "style-chain.docx": lambda: _chain(20_000, closed=False),
    "style-ring.docx": lambda: _chain(20_000, closed=True),
    "numbering-roman.docx": lambda: _numbered(2_000_000_000, "lowerRoman"),
    "numbering-letters.docx": lambda: _numbered(2_000_000_000, "lowerLetter"),
    "numbering-decimal.docx": lambda: _numbered("9" * 9_000, "decimal"),
    "paragraphs.docx": lambda: _word("<w:p/>" * 5_000_000),
    "lines.docx": lambda: _word(_said("a") * 400_000),
    "runs.docx": lambda: _word(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 1_500_000}</w:p>"),
    "breaks.docx": lambda: _word(f"<w:p><w:r>{'<w:br/>' * 5_000_000}</w:r></w:p>"),
    "tables.docx": lambda: _word(_word_rows(("a", "b")) * 100_000),
    "nested-tables.docx": lambda: _word(
        "<w:tbl><w:tr><w:tc>" * 50_000 + _said("x") + "</w:tc></w:tr></w:tbl>" * 50_000
    ),
    "depth.docx": lambda: _word(_nested("w:ins", 1_000_000, _said("x"))),
    "fields.docx": lambda: _word(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 500_000 + "</w:p>"
    ),
    "footnotes.docx": lambda: _word(
        _said("x"), more=f'<w:footnote w:id="2">{_said("a")}</w:footnote>' * 300_000
    ),
    "wide.docx": lambda: _word(
        _TABLE.format(
            "<w:tr>"
            + '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>' * 200_000
            + "</w:tr>"
        )
    ),
    "line-ends.csv": lambda: b"\n" * 49_000_000,
    "short-rows.csv": lambda: b"a\n" * 20_000_000,
    "commas.csv": lambda: b"," * 49_000_000,
    "values.csv": lambda: b"a," * 24_000_000,
    "columns.csv": lambda: b",".join(b"Column %d" % n for n in range(18_279)) + b"\n" + b"1,2\n",
    "one-value.csv": lambda: b'"%s"' % (b"a" * 49_000_000),
    "quotes.csv": lambda: b'"' * 49_000_000,
    "open-quote.csv": lambda: b'Action,Officer\n"' + b"a\n" * 24_000_000,
    "noughts.csv": lambda: b"\0" * 49_000_000,
    "headings.csv": lambda: b"Action,Officer,Status,Timescale\n" * 1_500_000,
    **{
        f"cells-{name.replace(' ', '-')}.xlsx": (lambda p=pattern: _cells(p))
        for name, pattern in PATTERNS.items()
    },
    **{
        f"words-{name.replace(' ', '-')}.docx": (
            lambda p=pattern: _word(_plan_of(_many(p), _MANY_CELLS))
        )
        for name, pattern in PATTERNS.items()
        if "\n" not in pattern
    },
}


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(ATTACKS[sys.argv[1]]())
