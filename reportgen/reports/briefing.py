"""The briefing for coordinator and chair: the questions that members may ask, whom to ask before, and the evidence."""

from collections.abc import Iterator

from reportgen.checks.contradictions import contradictions
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.facts.timing import Due
from reportgen.model.prose import Block, on_one_line, plain
from reportgen.model.status import CountsAs, ranking
from reportgen.model.text import count, quoted
from reportgen.reports import badges
from reportgen.reports.paper import entry, paper, prose, says
from reportgen.reports.sentences import number, sentence
from reportgen.reports.status_table import by_officer, is_reported
from reportgen.reports.view import Entry, Piece, View

MARKING = "Not for publication"


def briefing(analysis: PlanAnalysis, *, final: bool) -> View:
    """The paper."""
    entries = tuple(_entries(analysis))
    told = (
        f"{sentence(number(len(entries)))} of {count(len(analysis.states), 'action')} may raise"
        " questions. Ask the officers before the meeting; the answers belong in the plan’s"
        " workbook."
        if entries
        else (
            "No action is off track, worse than before or without an officer, and nothing that is"
            " said contradicts itself."
        )
    )
    parts: list[tuple[str, tuple[Piece, ...]]] = [
        ("Questions", (says(told), Piece(entries=entries)))
    ]
    if tables := by_officer(analysis, badges.badges(analysis.plan.key)):
        parts.append(
            (
                "Who answers for what",
                (says("An action of two officers counts for both."), Piece(tables=tables)),
            )
        )
    return paper(analysis, "Members’ questions", parts, final=final, marking=MARKING)


def _entries(analysis: PlanAnalysis) -> Iterator[Entry]:
    """An entry for each action that is asked about, the worst status first."""
    asked: dict[int, list[tuple[str, str]]] = {}
    for finding in contradictions(analysis):
        asked.setdefault(finding.action.row, []).append((finding.question, finding.what))
    ladder = ranking(analysis.plan.key)
    for one in sorted(
        analysis.states,
        key=lambda one: ladder.index(one.status) if one.status in ladder else len(ladder),
    ):
        questions = [*_missing(one, analysis), *_always(one), *asked.get(one.action.row, [])]
        if questions:
            yield entry(
                one,
                analysis.plan,
                (
                    (
                        "Questions" if len(questions) > 1 else "Question",
                        _lines([question for question, _ in questions]),
                    ),
                    (
                        "Ask",
                        prose(
                            ", ".join(one.action.officers)
                            or "Nobody answers for this action: find out who does."
                        ),
                    ),
                    ("Evidence", _lines([what for _, what in questions])),
                ),
            )


def _missing(one: ActionState, analysis: PlanAnalysis) -> Iterator[tuple[str, str]]:
    """What everybody asks first of an action that nobody answers for, or that nothing is said of where others are reported on."""
    if not one.action.officers:
        yield "Who answers for it?", f"{one.action.ref} has no accountable officer."
    if is_reported(analysis) and one.action.update.is_blank:
        last = (
            f"; the last status was {one.change.before.word}"
            if one.change and one.change.before
            else ""
        )
        yield (
            "What has been done this quarter?",
            f"{one.action.ref} has no status this quarter{last}.",
        )


def _always(one: ActionState) -> Iterator[tuple[str, str]]:
    """What members ask of every action that is off track, got worse, leapt ahead, or whose date was moved."""
    change, status, timing = one.change, one.status, one.timing
    went = (
        f"from {change.before.word} to {status.word}" if change and change.before and status else ""
    )
    said = (
        f"Progress: {quoted(plain(one.action.update.progress), 120)}"
        if one.action.update.progress
        else "Progress is blank"
    )
    if change and change.direction is Direction.WORSE:
        yield (
            f"Why did it go {went}?",
            f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {said}",
        )
    elif (
        one.counts_as(CountsAs.OFF_TRACK)
        and status
        and not timing.late
        and timing.due is not Due.THIS
    ):
        yield "When will it be back on track?", f"It is {status.word}. {said}"
    elif change and change.direction is Direction.BETTER and change.steps > 1:
        yield (
            f"What brought it {went}?",
            f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {said}",
        )
    if timing.moved_now:
        yield (
            "Who agreed the new date, and will it hold?",
            f"It was moved from {on_one_line(timing.then)} to {on_one_line(timing.words)}.",
        )


def _lines(words: list[str]) -> tuple[Block, ...]:
    """One alone as a paragraph, several as a list."""
    said = list(dict.fromkeys(words))
    return (Block(lines=tuple(said), bulleted=len(said) > 1),)
