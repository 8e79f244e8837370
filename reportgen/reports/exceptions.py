"""The exceptions: what is off track, at risk or late, the worst first, and what is being done about it."""

from reportgen.facts.analysis import ActionState, PlanAnalysis, is_silent
from reportgen.facts.analysis import exceptions as found
from reportgen.facts.timing import Due
from reportgen.model.prose import on_one_line
from reportgen.model.schema import ACTIONS
from reportgen.model.status import BEHIND, CountsAs
from reportgen.reports import sentences
from reportgen.reports.paper import entry, paper, prose, says
from reportgen.reports.view import Entry, Piece, View

_NOT_SAID = "Not given"


def exceptions(analysis: PlanAnalysis, *, final: bool) -> View:
    """The paper."""
    return paper(
        analysis, "Exceptions", [("Off track, at risk or late", pieces(analysis))], final=final
    )


def pieces(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """A sentence, and an entry for each action."""
    listed = found(analysis)
    return (says(summary(analysis)), Piece(entries=tuple(_entry(one, analysis) for one in listed)))


def summary(analysis: PlanAnalysis) -> str:
    """“Seven of 27 actions are off track, at risk or late.”."""
    listed, total = found(analysis), len(analysis.states)
    if not listed and not any(one.action.update.typed for one in analysis.states):
        return sentences.unreported(analysis.states)
    what = f"{_named(analysis, CountsAs.OFF_TRACK)}, {_named(analysis, CountsAs.AT_RISK)} or late"
    if not listed:
        return f"No action is {what}."
    many = sentences.sentence(sentences.number(len(listed)))
    whole = (
        f"{many} of {total} actions {'is' if len(listed) == 1 else 'are'} {what}."
        if total > 1
        else f"The one action is {what}."
    )
    quiet = [one.action.ref for one in listed if is_silent(one)]
    said = (
        f"Action {quiet[0]} had no update, and was so"
        if len(quiet) == 1
        else f"Actions {sentences.listed(quiet)} had no update, and were so"
    )
    silent = f"{said} before." if quiet else ""
    return " ".join(
        filter(
            None,
            (
                whole,
                silent,
                sentences.lateness(listed),
                "The worst come first." if len(listed) > 1 else "",
            ),
        )
    )


def _named(analysis: PlanAnalysis, meaning: CountsAs) -> str:
    """“off track (red)”: what a status of the key means."""
    statuses = [
        sentences.lower(status.word) for status in analysis.plan.key if status.counts_as is meaning
    ]
    said = sentences.listed([word for word in statuses if word != meaning.value])
    return f"{meaning.value} ({said})" if said else meaning.value


def _entry(one: ActionState, analysis: PlanAnalysis) -> Entry:
    update, behind = one.action.update, one.counts_as(*BEHIND)
    return entry(
        one,
        analysis.plan,
        (
            ("Officer", prose(", ".join(one.action.officers) or _NOT_SAID)),
            (ACTIONS["timescale"].heading, prose(_when(one))),
            (
                "Reason given" if behind else ACTIONS["progress"].heading,
                update.progress or prose(_NOT_SAID),
            ),
            (
                "Recovery" if behind else ACTIONS["next_steps"].heading,
                update.next_steps or prose(_NOT_SAID),
            ),
            (ACTIONS["target"].heading, update.target),
            (ACTIONS["actual"].heading, update.actual),
            ("Date back on track", prose(_back(one))),
            ("Times moved", prose(_moved(one))),
        ),
    )


def _when(one: ActionState) -> str:
    """“Q4 2016/17, revised Q1 2017/18, 1 quarter late”."""
    revised = f"revised {on_one_line(one.timing.revised)}" if one.timing.revised else ""
    return ", ".join(
        filter(None, (on_one_line(one.action.timescale) or _NOT_SAID, revised, sentences.late(one)))
    )


def _back(one: ActionState) -> str:
    """The revised date, unless that is over or ends now: and a first timescale is no promise of recovery."""
    timing = one.timing
    return (
        _NOT_SAID
        if timing.late or timing.due is Due.THIS or not timing.revised
        else on_one_line(timing.revised)
    )


def _moved(one: ActionState) -> str:
    if not one.timing.moved:
        return "Not moved"
    slip = sentences.slip(one)
    return f"{sentences.sentence(sentences.times(one.timing.moved))}{f', {slip} in all' if slip else ''}"
