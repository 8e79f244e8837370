"""The plan at a glance: sentences, and a table of objectives by status with a bar for each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.facts.position import Position, Standing
from reportgen.reports import marks, sentences, words
from reportgen.reports.glance_view import Glance, GlanceRow, Segment, Tally
from reportgen.reports.view import Mark


def glance(position: Position, known: Mapping[str, Mark], objectives: Mapping[str, Sequence[Standing]]) -> tuple[Glance, ...]:
    """None where no action has a status and nothing is known of before. `objectives` are names with what stands under each."""
    everything = position.standings
    if not position.has_past and not any(one.action.update.typed for one in everything):
        return ()
    told = (
        sentences.counted(everything, position),
        sentences.travelled(everything),
        sentences.lateness(everything),
        sentences.moves(everything),
    )
    counted = {name: _counts(under, known) for name, under in objectives.items()}
    used = [mark for mark in _columns(known) if any(counts[mark.word] for counts in counted.values())]
    longest = max((counts.total() for counts in counted.values()), default=0)
    return (
        Glance(
            lead=(" ".join(filter(None, told)),),
            columns=tuple(mark.word for mark in used),
            rows=tuple(_row(name, counts, used, longest) for name, counts in counted.items()),
        ),
    )


def _columns(known: Mapping[str, Mark]) -> tuple[Mark, ...]:
    """The statuses in the key's order, then what is none of them."""
    return (*known.values(), marks.plain_mark(), marks.plain_mark(marks.OTHER))


def _counts(standings: Sequence[Standing], known: Mapping[str, Mark]) -> Counter[str]:
    """How many have which mark."""
    given = (marks.of(one.action.update, known).word for one in standings)
    return Counter(word if word in known or word == marks.NO_UPDATE else marks.OTHER for word in given)


def _row(name: str, counts: Counter[str], columns: Sequence[Mark], longest: int) -> GlanceRow:
    said = [f"{counts[mark.word]} {sentences.lower(mark.word)}" for mark in columns if counts[mark.word]]
    return GlanceRow(
        name=name,
        tallies=tuple(_tally(counts[mark.word], mark) for mark in columns),
        total=str(counts.total()),
        bar=_bar(counts, columns, longest),
        alternative=f"{name}: {words.listed(said) or 'no actions'}",
    )


def _tally(number: int, mark: Mark) -> Tally:
    shown = mark if number else marks.plain_mark()
    return Tally(words=str(number), fill=shown.fill, ink=shown.ink, kind=shown.kind)


def _bar(counts: Counter[str], columns: Sequence[Mark], longest: int) -> tuple[Segment, ...]:
    segments, start = [], 0.0
    for mark in columns:
        width = 100 * counts[mark.word] / longest if longest else 0
        if width:
            segments.append(Segment(kind=mark.kind, fill=mark.fill, start=f"{start:.2f}", width=f"{width:.2f}"))
        start += width
    return tuple(segments)
