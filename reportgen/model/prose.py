"""The words of a cell as paragraphs and lists."""

from dataclasses import dataclass

from reportgen.model.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (one line) or a bulleted list (a line for each item), in the words typed."""

    lines: tuple[str, ...]
    bulleted: bool = False


Prose = tuple[Block, ...]
"""The paragraphs and lists of a cell, in order; empty where the cell is blank."""


def plain(words: Prose) -> str:
    """The words of a cell, a line for each paragraph and item, without bullets."""
    return "\n".join(line for block in words for line in block.lines)


def on_one_line(words: Prose) -> str:
    """The words of a cell on one line, with single spaces."""
    return one_line(plain(words))


def as_typed(words: Prose) -> str:
    """The words of a cell as somebody would type them, lists with their bullets."""
    return "\n".join(
        f"• {line}" if block.bulleted else line for block in words for line in block.lines
    )
