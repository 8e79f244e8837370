"""The styles and bullets of the first Word template: what the coordinator restyles in Word afterwards."""

_FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
_ACCENT, _STRONG_RULE, _BAND = "1F4E79", "7B8B9A", "EEF2F6"


def _size(points: float) -> str:
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def _style(
    kind: str,
    name: str,
    looks: str = "",
    *,
    shown: str = "",
    based: str = "Normal",
    after: str = "",
) -> str:
    """One style: its kind, its id, its properties in the schema's order, and the name that Word shows."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    default = ' w:default="1"' if not based else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{shown or name}"/>{parent}{following}'
        f"<w:qFormat/>{looks}</w:style>"
    )


def _paragraph(
    name: str,
    layout: str = "",
    letters: str = "",
    *,
    shown: str = "",
    after: str = "",
    based: str = "Normal",
) -> str:
    looks = (f"<w:pPr>{layout}</w:pPr>" if layout else "") + (
        f"<w:rPr>{letters}</w:rPr>" if letters else ""
    )
    return _style("paragraph", name, looks, shown=shown, after=after, based=based)


def _character(name: str, letters: str, *, shown: str) -> str:
    return _style(
        "character", name, f"<w:rPr>{letters}</w:rPr>", shown=shown, based="DefaultParagraphFont"
    )


def _table(name: str, shown: str, *, above: int, below: int) -> str:
    """A table style with a heading band; the space above and below a cell's words is in twentieths of a point."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:qFormat/><w:tblPr><w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        f'<w:bottom w:w="{below}" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" '
        f'w:color="{_STRONG_RULE}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def _space(before: float, after: float, lines: float = 1.15) -> str:
    return f'<w:spacing w:before="{int(before * 20)}" w:after="{int(after * 20)}" w:line="{int(lines * 240)}" w:lineRule="auto"/>'


def _bullets(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


_COLOUR = f'<w:color w:val="{_ACCENT}"/>'

_FAULT_EDGE = '<w:pBdr><w:left w:val="double" w:sz="6" w:space="4" w:color="1A1A1A"/></w:pBdr>'

STYLES = "".join(
    (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}{_size(11)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>{_space(0, 4)}</w:pPr></w:pPrDefault></w:docDefaults>",
        _style("paragraph", "Normal", based="", shown="Normal"),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>',
        _paragraph(
            "Heading1",
            f'<w:keepNext/><w:keepLines/>{_space(6, 6, 1.1)}<w:outlineLvl w:val="0"/>',
            f"<w:b/><w:bCs/>{_COLOUR}{_size(22)}",
            shown="heading 1",
            after="Normal",
        ),
        _paragraph(
            "Heading2",
            f'<w:keepNext/><w:keepLines/>{_space(18, 5, 1.1)}<w:outlineLvl w:val="1"/>',
            f"<w:b/><w:bCs/>{_COLOUR}{_size(13)}",
            shown="heading 2",
            after="Normal",
        ),
        _paragraph(
            "Heading3",
            f'<w:keepNext/><w:keepLines/>{_space(10, 3, 1.1)}<w:outlineLvl w:val="2"/>',
            f"<w:b/><w:bCs/>{_size(11)}",
            shown="heading 3",
            after="Normal",
        ),
        _paragraph(
            "Bullet", f"{_bullets(2)}{_space(0, 3)}<w:contextualSpacing/>", shown="List Bullet 2"
        ),
        _paragraph("EntryLine", f"<w:keepNext/>{_space(0, 4)}", shown="Entry Line"),
        _paragraph("Standing", f"<w:keepNext/>{_space(0, 3)}", shown="Standing"),
        _paragraph("Labels", f'{_space(0, 2)}<w:jc w:val="right"/>', "<w:b/><w:bCs/>"),
        _paragraph("Quarter", _space(2, 3), _size(13)),
        _paragraph(
            "Fact",
            f'<w:tabs><w:tab w:val="left" w:pos="1900"/></w:tabs>{_space(0, 1.5)}<w:ind w:left="1900" w:hanging="1900"/>',
            _size(10),
        ),
        _paragraph("Introduction", _space(0, 6, 1.2)),
        _paragraph(
            "Point",
            f"<w:keepNext/>{_bullets(2)}{_space(0, 3)}<w:contextualSpacing/>",
            shown="List Bullet",
        ),
        _paragraph("SectionEnd", _space(0, 4), _size(4), shown="Section End"),
        _paragraph("TableText", _space(0, 2, 1.1), _size(9), shown="Table Text"),
        _paragraph(
            "TableHeading",
            f"<w:keepNext/>{_space(1, 1)}",
            "<w:b/><w:bCs/>",
            shown="Table Heading",
            based="TableText",
        ),
        _paragraph("TableLabel", "", "<w:b/><w:bCs/>", shown="Table Label", based="TableText"),
        _paragraph("TableStatus", "", "<w:b/><w:bCs/>", shown="Table Status", based="TableText"),
        _paragraph(
            "TableTerm", "<w:keepNext/>", "<w:b/><w:bCs/>", shown="Table Term", based="TableText"
        ),
        _paragraph("TableCount", '<w:jc w:val="right"/>', shown="Table Count", based="TableText"),
        _paragraph("TableTrend", _space(1, 1), _size(8), shown="Table Trend", based="TableText"),
        _paragraph(
            "TableTally",
            '<w:jc w:val="center"/>',
            "<w:b/><w:bCs/>",
            shown="Table Tally",
            based="TableText",
        ),
        _paragraph(
            "TableTallyHeading",
            f'<w:keepNext/>{_space(1, 1)}<w:jc w:val="center"/>',
            shown="Table Tally Heading",
            based="TableHeading",
        ),
        _paragraph("TableFault", _FAULT_EDGE, _size(8), shown="Table Fault", based="TableText"),
        _paragraph("TableBullet", f"{_bullets(1)}", shown="Table Bullet", based="TableText"),
        _paragraph(
            "TemplateTag",
            _space(0, 0),
            '<w:color w:val="5B3A8C"/>' + _size(8),
            shown="Template Tag",
        ),
        _paragraph("Header", '<w:jc w:val="right"/>', "<w:b/><w:bCs/>" + _size(9), shown="header"),
        _paragraph(
            "Footer",
            '<w:tabs><w:tab w:val="right" w:pos="15138"/></w:tabs>',
            '<w:color w:val="444444"/>' + _size(9),
            shown="footer",
        ),
        _character(
            "DocumentName", f'<w:b w:val="0"/><w:bCs w:val="0"/>{_size(17)}', shown="Document Name"
        ),
        _character("StatusMark", "<w:b/><w:bCs/>", shown="Status Mark"),
        _character("Gap", '<w:shd w:val="clear" w:color="auto" w:fill="FFE9A8"/>', shown="Gap"),
        _character("Told", "<w:b/><w:bCs/>", shown="Told"),
        _character("ObjectiveNumber", _size(10.5), shown="Objective Number"),
        _character("FactLabel", '<w:color w:val="444444"/>', shown="Fact Label"),
        _character(
            "DraftMark",
            '<w:spacing w:val="20"/><w:bdr w:val="single" w:sz="8" w:space="0" w:color="auto"/>',
            shown="Draft Mark",
        ),
        _table("ActionTable", "Action Table", above=70, below=50),
        _table("GlanceTable", "Glance Table", above=45, below=20),
        _table("ListTable", "List Table", above=25, below=5),
    )
)


def _bullet_list(number: int, left: int, hanging: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/>'
        f"</w:pPr><w:rPr>{_FONT}</w:rPr></w:lvl></w:abstractNum>"
    )


NUMBERING = (
    _bullet_list(1, 190, 190)
    + _bullet_list(2, 360, 240)
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
)
