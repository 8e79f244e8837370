"""The briefing for coordinator and chair: members' likely questions, whom to ask, the evidence."""

from collections.abc import Iterable, Iterator

from reportgen.checks.contradictions import contradictions
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.facts.timing import Due
from reportgen.model.plan import officers
from reportgen.model.prose import Block, on_one_line, plain
from reportgen.model.status import CountsAs, ranking
from reportgen.model.text import quoted
from reportgen.reports import badges
from reportgen.reports.action_view import Entry
from reportgen.reports.exceptions import back
from reportgen.reports.paper import a_ref, entry, lists, paper, prose, says
from reportgen.reports.sentences import actions, joined, number, sentence
from reportgen.reports.status_table import by_officer, is_reported
from reportgen.reports.view import Piece, View
from reportgen.reports.wording import say

_FEW = 3  # questions that are seen at once without being told in brief


def briefing(analysis: PlanAnalysis, *, final: bool) -> View:
    """The view of the briefing."""
    entries = tuple(_entries(analysis))
    many, of = number(len(entries)), actions(len(analysis.states))
    lead = (
        sentence(say("briefing.lead", n=len(entries), many=many, actions=of))
        if entries
        else say("briefing.none")
    )
    parts: list[tuple[str, tuple[Piece, ...]]] = [
        (say("briefing.questions"), (says(lead), Piece(entries=entries)))
    ]
    if len(entries) > _FEW:
        parts.insert(0, (say("briefing.whom"), (_by_person(analysis, entries),)))
    if tables := by_officer(analysis, badges.badges(analysis.plan.key)):
        answers = (says(say("briefing.both")), Piece(tables=tables))
        parts.append((say("briefing.who"), answers))
    marking = say("briefing.marking")
    return paper(analysis, say("briefing.name"), parts, final=final, marking=marking)


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
            refs[officer.name or say("briefing.nobody")] = listed
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
                        say("briefing.questions" if len(questions) > 1 else "briefing.question"),
                        _lines([question for question, _ in questions]),
                    ),
                    (
                        say("briefing.ask"),
                        prose(", ".join(state.action.officers) or say("briefing.find_out")),
                    ),
                    (say("briefing.evidence"), _lines([what for _, what in questions])),
                ),
            )


def _missing(state: ActionState, analysis: PlanAnalysis) -> Iterator[tuple[str, str]]:
    """Questions and evidence for an action without an officer, or without a status.

    A blank status raises a question only where any action of the plan has been reported on.
    """
    if not state.action.officers:
        yield say("briefing.who_answers"), say("briefing.has_no_officer", ref=state.action.ref)
    if is_reported(analysis) and state.action.update.is_blank:
        ref, change = state.action.ref, state.change
        evidence = (
            say("briefing.no_status_last", ref=ref, status=change.before.word)
            if change and change.before
            else say("briefing.no_status", ref=ref)
        )
        yield say("briefing.what_done"), evidence


def _always(state: ActionState) -> Iterator[tuple[str, str]]:
    """Questions and evidence for an action by its status, its change and its date.

    For one that is off track, has worsened, has improved by more than one place, or whose date was
    moved this quarter.
    """
    change, status, timing = state.change, state.status, state.timing
    evidence = _progress(state)
    went = change.direction if change and change.before and status else None
    if went is Direction.WORSE:
        yield _travelled("briefing.why_worse", state)
    elif (
        state.counts_as(CountsAs.OFF_TRACK)
        and status
        and not timing.late
        and timing.due is not Due.THIS
    ):
        date = back(state)
        question = say("briefing.by_date", date=date) if date else say("briefing.back_when")
        yield question, say("briefing.it_is", status=status.word, evidence=evidence)
    elif change and went is Direction.BETTER and change.steps > 1:
        yield _travelled("briefing.why_better", state)
    if timing.moved_now and not state.complete:
        old, new = on_one_line(timing.then), on_one_line(timing.words)
        yield say("briefing.who_agreed"), say("briefing.was_moved", old=old, new=new)


def _travelled(asked: str, state: ActionState) -> tuple[str, str]:
    """A question about an action's way from one status to another, and the evidence."""
    old = state.change.before.word if state.change and state.change.before else ""
    new = state.status.word if state.status else ""
    evidence = say("briefing.was_and_is", old=old, new=new, evidence=_progress(state))
    return say(asked, old=old, new=new), evidence


def _progress(state: ActionState) -> str:
    progress = plain(state.action.update.progress)
    if not progress:
        return say("briefing.progress_blank")
    return say("briefing.progress", words=quoted(progress, 120))


def _lines(words: list[str]) -> tuple[Block, ...]:
    """Different words: one alone as a paragraph, several as a list."""
    different = list(dict.fromkeys(words))
    return (Block(lines=tuple(different), bulleted=len(different) > 1),)
