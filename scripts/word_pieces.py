"""The pieces that a Word document is put together from: runs, paragraphs, tables, sections, fields, and Jinja tags."""

from xml.sax.saxutils import escape

_MARGINS = '<w:pgMar w:top="964" w:right="{0}" w:bottom="907" w:left="{0}" w:header="510" w:footer="454" w:gutter="0"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' + _MARGINS.format(
    850
)  # A4, in twentieths of a point
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>' + _MARGINS.format(1134)
WIDE, UPRIGHT = 15_138, 9_638  # the text on each
_RULE_ABOVE = (
    '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="C5CDD5"/></w:tcBorders>'
)
NO_SPACE_BEFORE = '<w:spacing w:before="0"/>'


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


def table(
    name: str,
    description: str,
    columns: tuple[tuple[int, str, str], ...],
    loop: str,
    style: str = "ActionTable",
) -> str:
    """A table: columns of (width, heading, contents), one row for each turn of the `loop`."""
    widths = tuple(width for width, _, _ in columns)
    headings = "".join(
        cell(width, paragraph(heading, "TableHeading", extra="<w:keepNext/>"))
        for width, heading, _ in columns
    )
    body = "".join(cell(width, contents) for width, _, contents in columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{name}"/><w:tblDescription w:val="{description}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{row(headings, header=True)}{tag_row(loop, widths)}{row(body)}{tag_row('endfor', widths)}</w:tbl>"
    )


def glance_table(name: str, description: str, *, total: str, width: int = WIDE) -> str:
    """A `glance` as a table: a first column, as many as there are statuses, and a last one, headed by the field `total`.

    The widths are set when the document is made (render/word/xml.py): how many columns there are is not known before.
    """
    narrow, wide = 900, 9_000

    def cells(begin: str, loop: str, content: str, end: str) -> str:
        turns = (
            cell(narrow, paragraph(f"{{%tc for {loop} %}}", "TemplateTag")),
            cell(narrow, paragraph("{%tc endfor %}", "TemplateTag")),
        )
        return cell(wide, begin) + turns[0] + cell(narrow, content) + turns[1] + cell(narrow, end)

    keep = "<w:keepNext/>"
    head = cells(
        paragraph("{{ glance.heading }}", "TableHeading", extra=keep),
        "word in glance.columns",
        paragraph("{{ word }}", "TableTallyHeading", extra=keep),
        paragraph(f"{{{{ {total} }}}}", "TableTallyHeading", extra=keep),
    )
    body = cells(
        paragraph("{{ row.name }}", "TableText", extra=keep),
        "tally in row.tallies",
        paragraph(run("{% cellbg tally.fill %}") + run("{{ tally.words }}"), "TableTally"),
        paragraph("{{ row.total }}", "TableTally"),
    )
    widths = (wide, *[narrow] * 4)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GlanceTable"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{name}"/><w:tblDescription w:val="{description}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{row(head, header=True)}{tag_row('for row in glance.rows', widths)}{row(body)}{tag_row('endfor', widths)}</w:tbl>"
    )


def section(columns: str, *, first: bool = False, last: bool = False, page: str = LANDSCAPE) -> str:
    """Page set-up: A4, with these text columns.

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
    properties = f"{edges if first else ''}{start}{page}{columns}{'<w:titlePg/>' if first else ''}"
    properties = f"<w:sectPr>{properties}</w:sectPr>"
    return properties if last else paragraph("", "SectionEnd", extra=properties)


ONE_COLUMN = '<w:cols w:space="708"/>'
TWO_COLUMNS = '<w:cols w:num="2" w:space="510" w:equalWidth="0"><w:col w:w="8300" w:space="510"/><w:col w:w="6328"/></w:cols>'


def field(code: str) -> str:
    """A page field with a result in it: Word may offer to repair a file whose fields have none."""
    kinds = (
        "begin",
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        "separate",
        "<w:t>1</w:t>",
        "end",
    )
    return "".join(
        f"<w:r>{kind}</w:r>"
        if kind.startswith("<")
        else f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in kinds
    )
