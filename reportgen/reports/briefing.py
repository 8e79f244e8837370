"""The briefing for coordinator and chair: the questions that members may ask, whom to ask before, and the evidence."""

from collections.abc import Iterator

from reportgen.checks.contradictions import contradictions
from reportgen.facts.position import Position, Standing
from reportgen.plan import Block
from reportgen.reports.paper_view import Entry, Paper, Piece
from reportgen.reports.papers import entry, paper, prose, says
from reportgen.reports.sentences import sentence
from reportgen.reports.words import count, number

MARKING = "Not for publication"


def briefing(position: Position, *, final: bool) -> Paper:
    """The paper."""
    entries = tuple(_entries(position))
    told = (
        f"{sentence(number(len(entries)))} of {count(len(position.standings), 'action')} may raise questions. "
        "Ask the officers before the meeting; the answers belong in the plan’s workbook."
        if entries
        else "Nothing that is said of the actions contradicts itself, and every action has an officer and an update."
    )
    questions = ("Questions", (says(told), Piece(entries=entries)))
    return paper(position, "Briefing: questions that members may ask", [questions], final=final, marking=MARKING)


def _entries(position: Position) -> Iterator[Entry]:
    """An entry for each action that is asked about, in the plan's order."""
    asked: dict[int, list[tuple[str, str]]] = {}
    for finding in contradictions(position):
        asked.setdefault(finding.action.row, []).append((finding.question, finding.what))
    for one in position.standings:
        questions = [*_missing(one), *asked.get(one.action.row, [])]
        if questions:
            yield entry(
                one,
                position.plan,
                (
                    ("Questions" if len(questions) > 1 else "Question", _lines([question for question, _ in questions])),
                    ("Ask", prose(", ".join(one.action.officers) or "Nobody answers for this action: find out who does.")),
                    ("Evidence", _lines([what for _, what in questions])),
                ),
            )


def _missing(one: Standing) -> Iterator[tuple[str, str]]:
    """What everybody asks first of an action that nobody answers for, or that nothing is said of."""
    if not one.action.officers:
        yield "Who answers for it?", f"{one.action.ref} has no accountable officer."
    update = one.action.update
    if not (update.typed or update.coloured):
        last = f"; the last status was {one.travel.before.word}" if one.travel and one.travel.before else ""
        yield "What has been done this quarter?", f"{one.action.ref} has no status this quarter{last}."


def _lines(words: list[str]) -> tuple[Block, ...]:
    """One alone as a paragraph, several as a list."""
    said = list(dict.fromkeys(words))
    return (Block(lines=tuple(said), bulleted=len(said) > 1),)
