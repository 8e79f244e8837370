"""The briefing for coordinator and chair: the questions that members may ask, whom to ask before, and the evidence."""

from collections.abc import Iterator

from reportgen.checks.contradictions import contradictions
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.status_change import Direction
from reportgen.facts.timing import Due
from reportgen.model.plan import Block, CountsAs, on_one_line, plain
from reportgen.model.status import ranking
from reportgen.model.text import quoted
from reportgen.reports import badges
from reportgen.reports.paper import entry, paper, prose, says
from reportgen.reports.sentences import count, number, sentence
from reportgen.reports.status_table import by_officer, is_reported
from reportgen.reports.view import Entry, Paper, Piece

MARKING = "Not for publication"


def briefing(position: PlanAnalysis, *, final: bool) -> Paper:
    """The paper."""
    entries = tuple(_entries(position))
    told = (
        f"{sentence(number(len(entries)))} of {count(len(position.standings), 'action')} may raise questions. "
        "Ask the officers before the meeting; the answers belong in the plan’s workbook."
        if entries
        else "No action is off track, worse than before or without an officer, and nothing that is said contradicts itself."
    )
    parts: list[tuple[str, tuple[Piece, ...]]] = [("Questions", (says(told), Piece(entries=entries)))]
    if tables := by_officer(position, badges.badges(position.plan.key)):
        parts.append(("Who answers for what", (says("An action of two officers counts for both."), Piece(tables=tables))))
    return paper(position, "Members’ questions", parts, final=final, marking=MARKING)


def _entries(position: PlanAnalysis) -> Iterator[Entry]:
    """An entry for each action that is asked about, the worst status first."""
    asked: dict[int, list[tuple[str, str]]] = {}
    for finding in contradictions(position):
        asked.setdefault(finding.action.row, []).append((finding.question, finding.what))
    ladder = ranking(position.plan.key)
    for one in sorted(position.standings, key=lambda one: ladder.index(one.status) if one.status in ladder else len(ladder)):
        questions = [*_missing(one, position), *_always(one), *asked.get(one.action.row, [])]
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


def _missing(one: ActionState, position: PlanAnalysis) -> Iterator[tuple[str, str]]:
    """What everybody asks first of an action that nobody answers for, or that nothing is said of where others are reported on."""
    if not one.action.officers:
        yield "Who answers for it?", f"{one.action.ref} has no accountable officer."
    if is_reported(position) and one.action.update.is_blank:
        last = f"; the last status was {one.travel.before.word}" if one.travel and one.travel.before else ""
        yield "What has been done this quarter?", f"{one.action.ref} has no status this quarter{last}."


def _always(one: ActionState) -> Iterator[tuple[str, str]]:
    """What members ask of every action that is off track, got worse, leapt ahead, or whose date was moved."""
    travel, status, timing = one.travel, one.status, one.timing
    went = f"from {travel.before.word} to {status.word}" if travel and travel.before and status else ""
    said = f"Progress: {quoted(plain(one.action.update.progress), 120)}" if one.action.update.progress else "Progress is blank"
    if travel and travel.direction is Direction.WORSE:
        yield f"Why did it go {went}?", f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {said}"
    elif one.counts_as(CountsAs.OFF_TRACK) and status and not timing.late and timing.due is not Due.THIS:
        yield "When will it be back on track?", f"It is {status.word}. {said}"
    elif travel and travel.direction is Direction.BETTER and travel.steps > 1:
        yield f"What brought it {went}?", f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {said}"
    if timing.moved_now:
        yield (
            "Who agreed the new date, and will it hold?",
            f"It was moved from {on_one_line(timing.then)} to {on_one_line(timing.words)}.",
        )


def _lines(words: list[str]) -> tuple[Block, ...]:
    """One alone as a paragraph, several as a list."""
    said = list(dict.fromkeys(words))
    return (Block(lines=tuple(said), bulleted=len(said) > 1),)
