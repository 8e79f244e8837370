"""What the first Word template of the papers beside the action plan says."""

from word_body import DRAFT_MARK, heading
from word_pieces import (
    ONE_COLUMN,
    PORTRAIT,
    TAB,
    UPRIGHT,
    glance_table,
    paragraph,
    run,
    section,
    tag,
)

DRAFT = DRAFT_MARK.format("paper.draft")


def body() -> str:
    """The whole document."""
    return "".join(
        (
            _front(),
            tag("for part in paper.parts"),
            paragraph("{{ part.title }}", "Heading2"),
            tag("for piece in part.pieces"),
            tag("if piece.heading"),
            paragraph("{{ piece.heading }}", "Heading3"),
            tag("endif"),
            _prose("piece.prose"),
            tag("for words in piece.gaps"),
            paragraph(run("{{ words }}", "Gap")),
            tag("endfor"),
            _tables(),
            _entries(),
            tag("endfor"),
            tag("endfor"),
            section(ONE_COLUMN, first=True, last=True, page=PORTRAIT),
        )
    )


def _front() -> str:
    label = run("{{ fact.label }}", "FactLabel") + TAB
    known, missing = (
        paragraph(label + run("{{ fact.words }}", style), "Fact") for style in ("", "Gap")
    )
    facts = tag("if fact.missing") + missing + tag("else") + known + tag("endif")
    return "".join(
        (heading("paper", "marking"), tag("for fact in paper.facts"), facts, tag("endfor"))
    )


def _prose(blocks: str) -> str:
    """Paragraphs and lists."""
    return "".join(
        (
            tag(f"for block in {blocks}"),
            tag("if block.bulleted"),
            tag("for line in block.lines"),
            paragraph("{{ line }}", "Bullet"),
            tag("endfor"),
            tag("else"),
            tag("for line in block.lines"),
            paragraph("{{ line }}"),
            tag("endfor"),
            tag("endif"),
            tag("endfor"),
        )
    )


def _tables() -> str:
    return "".join(
        (
            tag("for glance in piece.tables"),
            glance_table(
                "Actions by status",
                "How many actions have which status",
                total="paper.total",
                width=UPRIGHT,
            ),
            tag("endfor"),
        )
    )


def _entries() -> str:
    mark = run(
        "\u00a0{% if mark.shape %}{{ mark.shape }} {% endif %}{{ mark.word }}\u00a0", "StatusMark"
    )
    trend = run(
        "{% for trend in entry.trend %}  {% if trend.arrow %}{{ trend.arrow }} {% endif %}{{ trend.words }}{% endfor %}"
    )
    return "".join(
        (
            tag("for entry in piece.entries"),
            paragraph("{% if entry.ref %}{{ entry.ref }} {% endif %}{{ entry.title }}", "Heading3"),
            tag("for mark in entry.mark"),
            paragraph(mark + trend, "Standing"),
            tag("endfor"),
            tag("for note in entry.notes"),
            tag("if note.blocks[0].bulleted"),
            paragraph(run("{{ note.label }}", "Told"), "EntryLine"),
            _prose("note.blocks"),
            tag("else"),
            tag("if loop.last"),
            paragraph(run("{{ note.label }}", "Told") + run(" {{ note.blocks[0].lines[0] }}")),
            tag("else"),
            paragraph(
                run("{{ note.label }}", "Told") + run(" {{ note.blocks[0].lines[0] }}"), "EntryLine"
            ),
            tag("endif"),
            _prose("note.blocks[1:]"),
            tag("endif"),
            tag("endfor"),
            tag("endfor"),
        )
    )
