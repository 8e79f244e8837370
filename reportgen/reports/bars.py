"""Bars of statuses, told apart in grey and by the colour blind: by lightness, else by a pattern."""

from collections.abc import Mapping, Sequence

from reportgen.model import colours
from reportgen.reports.action_view import StatusBadge
from reportgen.reports.view import Segment

_PATTERNS = ("", "diagonal", "counter-diagonal", "vertical", "horizontal", "cross")
"""How a part of a bar is hatched; plain ones come first."""
_APART = 12.0
"""Lightness (CIE L*) by which two plain fills differ at least, to every eye."""
_SAMPLE = 12.0
_TOP, _BOTTOM, _GAP = 0.5, 6.5, 3.0  # of a bar, in hundredths of the longest bar's length
_HIGH = _BOTTOM - _TOP
_SLANTS = {
    "diagonal": (_HIGH,),
    "counter-diagonal": (-_HIGH,),
    "vertical": (0.0,),
    "cross": (_HIGH, -_HIGH),
}


def patterns(badges: Sequence[StatusBadge]) -> dict[str, str]:
    """The pattern of each badge by its word: the first that no badge too like it has.

    Of more badges alike than there are patterns some look the same; numbers stand beside them.
    """
    chosen: dict[str, str] = {}
    fills = {badge.word: badge.fill for badge in badges}
    for word, fill in fills.items():
        taken = {chosen[other] for other in chosen if not _are_apart(fills[other], fill)}
        free = [pattern for pattern in _PATTERNS if pattern not in taken]
        chosen[word] = (free or _PATTERNS)[0]
    return chosen


def _are_apart(fill: str, other: str) -> bool:
    """Whether two fills can be told apart by lightness alone, in grey and by the colour blind."""
    return all(
        abs(colours.lightness(seen) - colours.lightness(beside)) >= _APART
        for seen, beside in zip(colours.as_seen(fill), colours.as_seen(other), strict=True)
    )


def bar(
    counts: Mapping[str, int],
    badges: Sequence[StatusBadge],
    hatched: Mapping[str, str],
    longest: int,
) -> tuple[Segment, ...]:
    """The parts of a bar, each with its pattern of `hatched`.

    `longest` is the number of actions of the longest bar.
    """
    segments, start = [], 0.0
    for badge in badges:
        width = 100 * counts[badge.word] / longest if longest else 0
        if width:
            segments.append(_segment(badge, hatched[badge.word], start, width))
        start += width
    return tuple(segments)


def sample(badge: StatusBadge, pattern: str) -> Segment:
    """A short bar that shows what a status looks like."""
    return _segment(badge, pattern, 0.0, _SAMPLE)


def _segment(badge: StatusBadge, pattern: str, start: float, width: float) -> Segment:
    """A part of a bar of this status."""
    return Segment(
        fill=badge.fill,
        ink=badge.ink,
        pattern=pattern,
        start=f"{start:.2f}",
        width=f"{width:.2f}",
        hatching=_hatching(pattern, start, start + width),
    )


def _hatching(pattern: str, left: float, right: float) -> str:
    """The lines of a pattern between two edges, as the data of an SVG path."""
    if pattern == "horizontal":
        levels = (_TOP + _HIGH / 3, _TOP + 2 * _HIGH / 3)
        return "".join(f"M{left:.2f} {level:.2f}H{right:.2f}" for level in levels)
    slants = _SLANTS.get(pattern, ())
    return "".join(line for slant in slants for line in _slanted(slant, left, right))


def _slanted(slant: float, left: float, right: float) -> list[str]:
    """Parallel lines from the bottom to the top, `slant` to the right, cut off at the edges."""
    lines, reach = [], abs(slant)
    for number in range(int((left - reach) // _GAP), int((right + reach) // _GAP) + 1):
        foot = number * _GAP
        if slant:
            edges = sorted((edge - foot) / slant for edge in (left, right))
        else:
            edges = [0.0, 1.0] if left < foot < right else [1.0, 0.0]
        ends = (max(0.0, edges[0]), min(1.0, edges[1]))  # parts of the way up
        if ends[0] < ends[1]:
            points = [f"{foot + slant * up:.2f} {_BOTTOM - _HIGH * up:.2f}" for up in ends]
            lines.append(f"M{points[0]}L{points[1]}")
    return lines
