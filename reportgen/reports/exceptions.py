"""The exceptions: what is off track, at risk or late, the worst first, and what is being done about it."""

from reportgen.columns import ACTIONS
from reportgen.facts.exceptions import exceptions as found
from reportgen.facts.position import Position, Standing
from reportgen.reports import sentences, words
from reportgen.reports.paper_view import Entry, Paper, Piece
from reportgen.reports.papers import entry, line, paper, prose, says

_NOT_SAID = "Not given."


def exceptions(position: Position, *, final: bool) -> Paper:
    """The paper."""
    return paper(position, "Exceptions", [("Off track, at risk or late", pieces(position))], final=final)


def pieces(position: Position) -> tuple[Piece, ...]:
    """A sentence, and an entry for each action."""
    listed = found(position)
    return (says(summary(position)), Piece(entries=tuple(_entry(one, position) for one in listed)))


def summary(position: Position) -> str:
    """“Seven of 27 actions are off track, at risk or late.”."""
    listed, total = found(position), len(position.standings)
    if not listed and not any(one.action.update.typed for one in position.standings):
        return sentences.unreported(position.standings)
    if not listed:
        return "No action is off track, at risk or late."
    verb = "is" if len(listed) == 1 else "are"
    many = sentences.sentence(words.number(len(listed)))
    return " ".join(filter(None, (f"{many} of {total} actions {verb} off track, at risk or late.", sentences.lateness(listed))))


def _entry(one: Standing, position: Position) -> Entry:
    update = one.action.update
    return entry(
        one,
        position.plan,
        (
            ("Officer", prose(", ".join(one.action.officers) or _NOT_SAID)),
            (ACTIONS["timescale"].heading, prose(_when(one))),
            ("Reason", update.progress or prose(_NOT_SAID)),
            ("Recovery", update.next_steps or prose(_NOT_SAID)),
            ("Date back on track", prose(_back(one))),
            ("Times moved", prose(_moved(one))),
        ),
    )


def _when(one: Standing) -> str:
    """“Q4 2016/17, 1 quarter late”."""
    return ", ".join(filter(None, (line(one.action.timescale) or _NOT_SAID.rstrip("."), sentences.late(one))))


def _back(one: Standing) -> str:
    """The date that is in force, unless it is over: then nobody has given another."""
    return _NOT_SAID if one.timing.late or not one.timing.words else line(one.timing.words)


def _moved(one: Standing) -> str:
    if not one.timing.moved:
        return "Not moved"
    slipped = one.timing.slipped
    whole = f", {words.count(slipped, 'quarter')} in all" if slipped and slipped > 0 else ""
    return f"{sentences.sentence(words.times(one.timing.moved))}{whole}"
