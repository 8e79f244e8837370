"""Makes the first templates/action_plan.docx: a small, clean Word file with Jinja tags. Run by `make word-template`.

After that the file belongs to whoever restyles it in Word; running this again puts the first one back. Every part is
written here, because a library's empty document brings its own page size, language, author and styles along.
"""

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent))
from word_styles import NUMBERING, STYLES

TEMPLATE = Path(__file__).parent.parent / "templates" / "action_plan.docx"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'  # A4, in twentieths of a point
_MARGINS = '<w:pgMar w:top="964" w:right="850" w:bottom="907" w:left="850" w:header="510" w:footer="454" w:gutter="0"/>'
_RULE_ABOVE = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="C5CDD5"/></w:tcBorders>'
_NO_SPACE_BEFORE = '<w:spacing w:before="0"/>'


def run(text: str, style: str = "") -> str:
    """A run of text, in a character style if one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def paragraph(content: str, style: str = "", *, extra: str = "") -> str:
    """A paragraph of runs, or of plain text, in a paragraph style."""
    runs = content if content.startswith("<w:r>") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{extra}</w:pPr>" if named or extra else ""
    return f"<w:p>{properties}{runs}</w:p>"


def tag(words: str) -> str:
    """A paragraph that holds only a Jinja tag, and goes when the tag is carried out."""
    return paragraph(f"{{%p {words} %}}", "TemplateTag")


def cell(width: int, *paragraphs: str) -> str:
    """A table cell of this width, in twentieths of a point, under a thin rule.

    The rule stands over each row and never under it: where a rule below must fit as well, LibreOffice 7.4 was seen to
    lose the rest of a table whose first row just fills its page.
    """
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_RULE_ABOVE}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(cells: str, *, header: bool = False) -> str:
    """A row that does not split; a header row repeats on every page."""
    header_mark = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header_mark}</w:trPr>{cells}</w:tr>"


def tag_row(words: str, widths: tuple[int, ...]) -> str:
    """A row that holds only a Jinja tag, and goes when the tag is carried out."""
    first, *others = widths
    cells = cell(first, paragraph(f"{{%tr {words} %}}", "TemplateTag"))
    return row(cells + "".join(cell(width, paragraph("", "TableText")) for width in others))


def table(name: str, description: str, columns: tuple[tuple[int, str, str], ...], loop: str) -> str:
    """A table: columns of (width, heading, contents), one row for each turn of the `loop`."""
    widths = tuple(width for width, _, _ in columns)
    headings = "".join(cell(width, paragraph(heading, "TableHeading", extra="<w:keepNext/>")) for width, heading, _ in columns)
    body = "".join(cell(width, contents) for width, _, contents in columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ActionTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{name}"/><w:tblDescription w:val="{description}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{row(headings, header=True)}{tag_row(loop, widths)}{row(body)}{tag_row('endfor', widths)}</w:tbl>"
    )


def section(columns: str, *, first: bool = False, last: bool = False) -> str:
    """Page set-up: A4 landscape, with these text columns.

    The last section starts a new page: Word and LibreOffice balance columns before one that runs on, which would tear
    the introduction apart.
    """
    edges = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{rel}"/>'
        for part, kind, rel in (
            ("header", "default", "rId3"),
            ("header", "first", "rId4"),
            ("footer", "default", "rId5"),
            ("footer", "first", "rId6"),
        )
    )
    start = "" if first else f'<w:type w:val="{"nextPage" if last else "continuous"}"/>'
    properties = f"{edges if first else ''}{start}{_PAGE}{_MARGINS}{columns}{'<w:titlePg/>' if first else ''}"
    properties = f"<w:sectPr>{properties}</w:sectPr>"
    return properties if last else paragraph("", "SectionEnd", extra=properties)


ONE_COLUMN = '<w:cols w:space="708"/>'
TWO_COLUMNS = '<w:cols w:num="2" w:space="510" w:equalWidth="0"><w:col w:w="8300" w:space="510"/><w:col w:w="6328"/></w:cols>'


def macros() -> str:
    """How a cell's words are set, in one place: restyle these paragraphs and every cell follows."""
    listed = (
        tag("macro prose(blocks)"),
        tag("for block in blocks"),
        tag("if block.bulleted"),
        tag("for line in block.lines"),
        paragraph("{{ line }}", "TableBullet"),
        tag("endfor"),
        tag("else"),
        tag("for line in block.lines"),
        paragraph("{{ line }}", "TableText"),
        tag("endfor"),
        tag("endif"),
        tag("endfor"),
        tag("endmacro"),
        tag("macro note(part)"),
        paragraph("{{ part.label }}", "TableLabel"),
        called("prose(part.blocks)"),
        tag("endmacro"),
        tag("macro names(people)"),
        tag("for name in people"),
        paragraph("{{ name }}", "TableText"),
        tag("endfor"),
        tag("endmacro"),
    )
    return "".join(listed)


def called(macro: str) -> str:
    """A paragraph that a macro's paragraphs take the place of."""
    return paragraph(f"{{{{p {macro} }}}}", "TemplateTag")


def each(loop: str, macro: str) -> str:
    """A macro's paragraphs for each turn of a loop."""
    return tag(f"for {loop}") + called(macro) + tag("endfor")


def mark(owner: str) -> str:
    """A status: the cell's fill, then shape and word."""
    return paragraph(
        run(f"{{% cellbg {owner}.fill %}}")
        + run(f"{{% if {owner}.shape %}}{{{{ {owner}.shape }}}} {{% endif %}}{{{{ {owner}.word }}}}"),
        "TableStatus",
    )


def front() -> str:
    """The first page: labels, title, quarter, organisation, facts; then the introduction beside the key."""
    facts = paragraph(run("{{ fact.label }}", "FactLabel") + TAB + run("{{ fact.words }}"), "Fact")
    return "".join(
        (
            paragraph(run("{{ report.appendix }}") + run(" ") + run("{{ report.draft }}", "DraftMark"), "Labels"),
            paragraph(run("{{ report.title }}") + BREAK + run("{{ report.document }}", "DocumentName"), "Heading1"),
            tag("if report.quarter"),
            paragraph("{{ report.quarter }}", "Quarter"),
            tag("endif"),
            tag("if report.organisation"),
            paragraph("{{ report.organisation }}"),
            tag("endif"),
            tag("for fact in report.facts"),
            facts,
            tag("endfor"),
            paragraph("", "SectionEnd"),
            section(ONE_COLUMN, first=True),
            tag("if report.introduction"),
            paragraph("{{ report.headings.introduction }}", "Heading2", extra=_NO_SPACE_BEFORE),
            tag("for block in report.introduction"),
            tag("for line in block.lines"),
            paragraph("{{ line }}", "Introduction"),
            tag("endfor"),
            tag("endfor"),
            tag("endif"),
            paragraph('<w:r><w:br w:type="column"/></w:r>', "SectionEnd"),
            paragraph("{{ report.headings.key }}", "Heading2", extra=_NO_SPACE_BEFORE),
            paragraph("{{ report.headings.key_lead }}", "Introduction"),
            table(
                "Colour key",
                "Each status with its colour, what it means, and how many actions have it",
                (
                    (1500, "{{ report.headings.status }}", mark("entry.mark")),
                    (3828, "{{ report.headings.meaning }}", paragraph("{{ entry.meaning }}", "TableText")),
                    (1000, "{{ report.headings.actions }}", paragraph("{{ entry.count }}", "TableText")),
                ),
                "for entry in report.key",
            ),
            paragraph("", "SectionEnd"),  # without it LibreOffice sets the table under the columns, not in one
            section(TWO_COLUMNS),
        )
    )


def actions(widths: tuple[int, ...]) -> str:
    """The table of one objective's actions; the last width is that of Progress, if there are eight."""
    reference = (
        paragraph("{{ row.ref }}", "TableLabel")
        + tag("for fault in row.faults")
        + paragraph("{{ fault }}", "TableFault")
        + tag("endfor")
    )
    contents = (
        ("ref", reference),
        ("title", called("prose(row.title)")),
        ("outcome", called("prose(row.outcome)")),
        ("timescale", called("prose(row.timescale)") + each("part in row.revised", "note(part)")),
        ("officers", called("names(row.officers)")),
        ("partners", called("names(row.partners)")),
        ("status", mark("row.mark")),
        ("progress", called("prose(row.progress)") + each("part in row.notes", "note(part)")),
    )
    columns = tuple(
        (width, f"{{{{ report.headings.{key} }}}}", what) for width, (key, what) in zip(widths, contents, strict=False)
    )
    return table("Actions", "The actions of one objective, one a row", columns, "for row in section.rows")


def body() -> str:
    """The whole document."""
    return "".join(
        (
            macros(),
            front(),
            tag("for section in report.sections"),
            paragraph(run("{{ section.number }}", "ObjectiveNumber") + BREAK + run("{{ section.title }}"), "Heading2"),
            tag("for block in section.points"),
            tag("for line in block.lines"),
            paragraph("{{ line }}", "Point"),
            tag("endfor"),
            tag("endfor"),
            tag("if section.empty"),
            paragraph("{{ section.empty }}"),
            tag("endif"),
            tag("if section.rows"),
            tag("if report.has_progress"),
            actions((1000, 2600, 2270, 1420, 1720, 1760, 1250, 3118)),
            tag("else"),
            actions((1000, 3900, 3600, 1500, 1950, 1938, 1250)),
            tag("endif"),
            tag("endif"),
            tag("endfor"),
            tag("if report.acronyms"),
            paragraph("{{ report.headings.acronyms }}", "Heading2"),
            table(
                "Acronyms",
                "Each acronym and what it stands for",
                (
                    (2000, "{{ report.headings.acronym }}", paragraph("{{ acronym.short }}", "TableLabel")),
                    (7000, "{{ report.headings.meaning }}", paragraph("{{ acronym.meaning }}", "TableText")),
                ),
                "for acronym in report.acronyms",
            ),
            tag("endif"),
            tag("if report.problems"),
            paragraph("{{ report.headings.problems }}", "Heading2"),
            paragraph("{{ report.problems_lead }}", "Introduction"),
            table(
                "Problems",
                "What is to be put right in the workbook, and where",
                (
                    (1150, "{{ report.headings.problem }}", paragraph("{{ fault.number }}", "TableLabel")),
                    (2200, "{{ report.headings.place }}", paragraph("{{ fault.place }}", "TableText")),
                    (6300, "{{ report.headings.what }}", paragraph("{{ fault.what }}", "TableText")),
                    (5488, "{{ report.headings.fix }}", paragraph("{{ fault.fix }}", "TableText")),
                ),
                "for fault in report.problems",
            ),
            tag("endif"),
            section(ONE_COLUMN, last=True),
        )
    )


def field(code: str) -> str:
    """A page field with a result in it: Word may offer to repair a file whose fields have none."""
    kinds = ("begin", f'<w:instrText xml:space="preserve"> {code} </w:instrText>', "separate", "<w:t>1</w:t>", "end")
    return "".join(
        f"<w:r>{kind}</w:r>" if kind.startswith("<") else f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds
    )


def part(element: str, content: str) -> str:
    """A part of the document with its root element."""
    return f'{_HEAD}<w:{element} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{element}>'


def parts() -> dict[str, str]:
    """Every part of the package by its name."""
    page = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    footer = part("ftr", paragraph(run("{{ report.name }}") + TAB + page, "Footer"))
    labels = run("{{ report.appendix }}") + run(" ") + run("{{ report.draft }}")
    return {
        "[Content_Types].xml": _HEAD + _CONTENT_TYPES,
        "_rels/.rels": _HEAD + _PACKAGE_RELATIONS,
        "word/document.xml": part("document", f"<w:body>{body()}</w:body>"),
        "word/_rels/document.xml.rels": _HEAD + _relations(),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/settings.xml": part("settings", _SETTINGS),
        "word/header1.xml": part("hdr", paragraph(labels, "Header")),
        "word/header2.xml": part("hdr", paragraph("", "Header")),
        "word/footer1.xml": footer,
        "word/footer2.xml": footer,
        "docProps/core.xml": _HEAD + _CORE,
        "docProps/app.xml": _HEAD + _APP,
    }


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDES = (
    ("word/document.xml", f"{_TYPE}.document.main+xml"),
    ("word/styles.xml", f"{_TYPE}.styles+xml"),
    ("word/numbering.xml", f"{_TYPE}.numbering+xml"),
    ("word/settings.xml", f"{_TYPE}.settings+xml"),
    ("word/header1.xml", f"{_TYPE}.header+xml"),
    ("word/header2.xml", f"{_TYPE}.header+xml"),
    ("word/footer1.xml", f"{_TYPE}.footer+xml"),
    ("word/footer2.xml", f"{_TYPE}.footer+xml"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _OVERRIDES)
    + "</Types>"
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_R}/extended-properties" Target="docProps/app.xml"/></Relationships>'
)


def _relations() -> str:
    targets = ("styles", "numbering", "header1", "header2", "footer1", "footer2", "settings")
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{name.rstrip("12")}" Target="{name}.xml"/>'
        for number, name in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Action plan template</dc:title>'
    "<dc:creator>reportgen</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>reportgen</Application></Properties>"
)

if __name__ == "__main__":
    with zipfile.ZipFile(TEMPLATE, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    print(TEMPLATE)
