"""What the first Word template says, from its macros to its last table."""

from word_pieces import (
    BREAK,
    NO_SPACE_BEFORE,
    ONE_COLUMN,
    TAB,
    TWO_COLUMNS,
    glance_table,
    paragraph,
    run,
    section,
    table,
    tag,
)

DRAFT_MARK = "{{% if {0} %}}\u00a0{{{{ {0} }}}}\u00a0{{% endif %}}"  # the blanks keep the box off the letters
DRAFT = DRAFT_MARK.format("report.draft")


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
        tag("macro told(part)"),
        tag("if part.blocks[0].bulleted"),
        called("note(part)"),
        tag("else"),
        paragraph(
            run("{{ part.label }}", "Told") + run(" {{ part.blocks[0].lines[0] }}"), "TableText"
        ),
        called("prose(part.blocks[1:])"),
        tag("endif"),
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


def lines(words: str, style: str) -> str:
    """A paragraph for each of these words."""
    return tag(f"for words in {words}") + paragraph("{{ words }}", style) + tag("endfor")


def trend() -> str:
    """Where a status has gone, under it."""
    words = "{% if trend.arrow %}{{ trend.arrow }} {% endif %}{{ trend.words }}"
    return tag("for trend in row.trend") + paragraph(words, "TableTrend") + tag("endfor")


def mark(owner: str) -> str:
    """A status: the cell's fill, then shape and word."""
    return paragraph(
        run(f"{{% cellbg {owner}.fill %}}")
        + run(
            f"{{% if {owner}.shape %}}{{{{ {owner}.shape }}}} {{% endif %}}{{{{ {owner}.word }}}}"
        ),
        "TableStatus",
    )


def heading(view: str, label: str) -> str:
    """What stands over every paper: the field `label` and the draft's mark, title, quarter, organisation."""
    draft = run(DRAFT_MARK.format(f"{view}.draft"), "DraftMark")
    return "".join(
        (
            paragraph(run(f"{{{{ {view}.{label} }}}} ") + draft, "Labels"),
            paragraph(
                run(f"{{{{ {view}.title }}}}")
                + BREAK
                + run(f"{{{{ {view}.document }}}}", "DocumentName"),
                "Heading1",
            ),
            tag(f"if {view}.quarter"),
            paragraph(f"{{{{ {view}.quarter }}}}", "Quarter"),
            tag("endif"),
            tag(f"if {view}.organisation"),
            paragraph(f"{{{{ {view}.organisation }}}}"),
            tag("endif"),
        )
    )


def front() -> str:
    """The first page: labels, title, quarter, organisation, facts; then the introduction beside the key."""
    facts = paragraph(run("{{ fact.label }}", "FactLabel") + TAB + run("{{ fact.words }}"), "Fact")
    return "".join(
        (
            heading("report", "appendix"),
            tag("for fact in report.facts"),
            facts,
            tag("endfor"),
            paragraph("", "SectionEnd"),
            section(ONE_COLUMN, first=True),
            paragraph(
                "", "SectionEnd"
            ),  # as high as the column break opposite, so that both headings stand level
            tag("if report.introduction"),
            paragraph("{{ report.headings.introduction }}", "Heading2", extra=NO_SPACE_BEFORE),
            tag("for block in report.introduction"),
            tag("for line in block.lines"),
            paragraph("{{ line }}", "Introduction"),
            tag("endfor"),
            tag("endfor"),
            tag("endif"),
            paragraph('<w:r><w:br w:type="column"/></w:r>', "SectionEnd"),
            paragraph("{{ report.headings.key }}", "Heading2", extra=NO_SPACE_BEFORE),
            paragraph("{{ report.headings.key_lead }}", "Introduction"),
            table(
                "Colour key",
                "Each status with its colour, what it means, and how many actions have it",
                (
                    (1500, "{{ report.headings.status }}", mark("entry.mark")),
                    (
                        3828,
                        "{{ report.headings.meaning }}",
                        paragraph("{{ entry.meaning }}", "TableText"),
                    ),
                    (
                        1000,
                        "{{ report.headings.actions }}",
                        paragraph("{{ entry.count }}", "TableCount"),
                    ),
                ),
                "for entry in report.key",
            ),
            paragraph(
                "", "SectionEnd"
            ),  # without it LibreOffice sets the table under the columns, not in one
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
        (
            "timescale",
            called("prose(row.timescale)")
            + each("part in row.revised", "note(part)")
            + lines("row.delays", "TableLabel"),
        ),
        ("officers", called("names(row.officers)")),
        ("partners", called("names(row.partners)")),
        ("status", mark("row.mark") + trend()),
        ("progress", called("prose(row.progress)") + each("part in row.notes", "told(part)")),
    )
    columns = tuple(
        (width, f"{{{{ report.headings.{key} }}}}", what)
        for width, (key, what) in zip(widths, contents, strict=False)
    )
    return table(
        "Actions", "The actions of one objective, one a row", columns, "for row in section.rows"
    )


def glance() -> str:
    """The plan at a glance: sentences, and a table that has as many columns as there are statuses."""
    return "".join(
        (
            tag("for glance in report.glance"),
            paragraph("{{ report.headings.glance }}", "Heading2"),
            tag("for words in glance.lead"),
            paragraph("{{ words }}", "Introduction"),
            tag("endfor"),
            glance_table(
                "At a glance",
                "How many actions of each objective have which status",
                total="report.headings.total",
            ),
            tag("endfor"),
        )
    )


def body() -> str:
    """The whole document."""
    return "".join(
        (
            macros(),
            front(),
            glance(),
            tag("for section in report.sections"),
            paragraph(
                run("{{ section.number }}", "ObjectiveNumber") + BREAK + run("{{ section.title }}"),
                "Heading2",
            ),
            tag("for block in section.points"),
            tag("for line in block.lines"),
            # With its list beside its style: LibreOffice loses the list of a style that is called List Bullet.
            paragraph(
                "{{ line }}",
                "Point",
                extra='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
            ),
            tag("endfor"),
            tag("endfor"),
            tag("if section.empty"),
            paragraph("{{ section.empty }}"),
            tag("endif"),
            tag("if section.rows"),
            tag("if report.has_progress"),
            actions((1040, 2480, 2200, 1360, 2010, 1830, 1220, 2998)),
            tag("else"),
            actions((1040, 3780, 3490, 1500, 2100, 2000, 1228)),
            tag("endif"),
            tag("endif"),
            tag("endfor"),
            tag("if report.acronyms"),
            paragraph("{{ report.headings.acronyms }}", "Heading2"),
            table(
                "Acronyms",
                "Each acronym and what it stands for",
                (
                    (
                        2000,
                        "{{ report.headings.acronym }}",
                        paragraph("{{ acronym.short }}", "TableTerm"),
                    ),
                    (
                        7000,
                        "{{ report.headings.meaning }}",
                        paragraph("{{ acronym.meaning }}", "TableText"),
                    ),
                ),
                "for acronym in report.acronyms",
                style="ListTable",
            ),
            tag("endif"),
            tag("if report.problems"),
            paragraph("{{ report.headings.problems }}", "Heading2"),
            paragraph("{{ report.problems_lead }}", "Introduction"),
            table(
                "Problems",
                "What is to be put right in the workbook, and where",
                (
                    (
                        1150,
                        "{{ report.headings.problem }}",
                        paragraph("{{ fault.number }}", "TableLabel"),
                    ),
                    (
                        1150,
                        "{{ report.headings.kind }}",
                        paragraph("{{ fault.kind }}", "TableText"),
                    ),
                    (
                        2200,
                        "{{ report.headings.place }}",
                        paragraph("{{ fault.place }}", "TableText"),
                    ),
                    (
                        5650,
                        "{{ report.headings.what }}",
                        paragraph("{{ fault.what }}", "TableText"),
                    ),
                    (4988, "{{ report.headings.fix }}", paragraph("{{ fault.fix }}", "TableText")),
                ),
                "for fault in report.problems",
            ),
            tag("endif"),
            section(ONE_COLUMN, last=True),
        )
    )
