"""The briefing for coordinator and chair: members' likely questions, whom to ask, the evidence."""

from collections.abc import Iterable, Iterator

from reportgen.checks.contradictions import contradictions
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.facts.timing import Due
from reportgen.model.plan import officers
from reportgen.model.prose import Block, on_one_line, plain
from reportgen.model.status import CountsAs, ranking
from reportgen.model.text import count, joined, quoted
from reportgen.reports import badges
from reportgen.reports.action_view import Entry
from reportgen.reports.exceptions import back
from reportgen.reports.paper import a_ref, entry, lists, paper, prose, says
from reportgen.reports.sentences import number, sentence
from reportgen.reports.status_table import by_officer, is_reported
from reportgen.reports.view import Piece, View

MARKING = "Not for publication"
_FEW = 3  # questions that are seen at once without being told in brief
_NOBODY = "Nobody yet"


def briefing(analysis: PlanAnalysis, *, final: bool) -> View:
    """The view of the briefing."""
    entries = tuple(_entries(analysis))
    lead = (
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
        ("Questions", (says(lead), Piece(entries=entries)))
    ]
    if len(entries) > _FEW:
        parts.insert(0, ("Whom to ask", (_by_person(analysis, entries),)))
    if tables := by_officer(analysis, badges.badges(analysis.plan.key)):
        parts.append(
            (
                "Who answers for what",
                (says("An action of two officers counts for both."), Piece(tables=tables)),
            )
        )
    return paper(analysis, "Members’ questions", parts, final=final, marking=MARKING)


def _by_person(analysis: PlanAnalysis, entries: Iterable[Entry]) -> Piece:
    """A line for each officer who is to be asked: “Head of Housing: 1.3 and 6.3.”."""
    asked = {(entry.ref, entry.title) for entry in entries}
    refs: dict[str, list[str]] = {}
    for officer in officers(analysis.plan):
        listed = [
            a_ref(action)
            for action in officer.actions
            if (action.ref, on_one_line(action.title)) in asked
        ]
        if listed:
            refs[officer.name or _NOBODY] = listed
    return lists("", (f"{name}: {joined(listed)}." for name, listed in refs.items()))


def _entries(analysis: PlanAnalysis) -> Iterator[Entry]:
    """An entry for each action that raises a question, the worst status first."""
    asked: dict[int, list[tuple[str, str]]] = {}
    for finding in contradictions(analysis):
        asked.setdefault(finding.action.row, []).append((finding.question, finding.what))
    ladder = ranking(analysis.plan.key)
    for state in sorted(
        analysis.states,
        key=lambda each: ladder.index(each.status) if each.status in ladder else len(ladder),
    ):
        questions = [*_missing(state, analysis), *_always(state), *asked.get(state.action.row, [])]
        if questions:
            yield entry(
                state,
                analysis.plan,
                (
                    (
                        "Questions" if len(questions) > 1 else "Question",
                        _lines([question for question, _ in questions]),
                    ),
                    (
                        "Ask",
                        prose(
                            ", ".join(state.action.officers)
                            or "Nobody answers for this action: find out who does."
                        ),
                    ),
                    ("Evidence", _lines([what for _, what in questions])),
                ),
            )


def _missing(state: ActionState, analysis: PlanAnalysis) -> Iterator[tuple[str, str]]:
    """Questions and evidence for an action without an officer, or without a status.

    A blank status raises a question only where any action of the plan has been reported on.
    """
    if not state.action.officers:
        yield "Who answers for it?", f"{state.action.ref} has no accountable officer."
    if is_reported(analysis) and state.action.update.is_blank:
        last = (
            f"; the last status was {state.change.before.word}"
            if state.change and state.change.before
            else ""
        )
        yield (
            "What has been done this quarter?",
            f"{state.action.ref} has no status this quarter{last}.",
        )


def _always(state: ActionState) -> Iterator[tuple[str, str]]:
    """Questions and evidence for an action by its status, its change and its date.

    For one that is off track, has worsened, has improved by more than one place, or whose date was
    moved this quarter.
    """
    change, status, timing = state.change, state.status, state.timing
    went = (
        f"from {change.before.word} to {status.word}" if change and change.before and status else ""
    )
    evidence = (
        f"Progress: {quoted(plain(state.action.update.progress), 120)}"
        if state.action.update.progress
        else "Progress is blank"
    )
    if change and change.direction is Direction.WORSE:
        yield (
            f"Why did it go {went}?",
            f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {evidence}",
        )
    elif (
        state.counts_as(CountsAs.OFF_TRACK)
        and status
        and not timing.late
        and timing.due is not Due.THIS
    ):
        date = back(state)
        question = f"Will it be done by {date}?" if date else "When will it be back on track?"
        yield question, f"It is {status.word}. {evidence}"
    elif change and change.direction is Direction.BETTER and change.steps > 1:
        yield (
            f"What brought it {went}?",
            f"It was {went.removeprefix('from ').replace(' to ', ' and is ')}. {evidence}",
        )
    if timing.moved_now and not state.complete:
        yield (
            "Who agreed the new date, and will it hold?",
            f"It was moved from {on_one_line(timing.then)} to {on_one_line(timing.words)}.",
        )


def _lines(words: list[str]) -> tuple[Block, ...]:
    """Different words: one alone as a paragraph, several as a list."""
    different = list(dict.fromkeys(words))
    return (Block(lines=tuple(different), bulleted=len(different) > 1),)
