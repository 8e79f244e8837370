"""The order of a key's statuses, from the worst to the best."""

from collections.abc import Sequence

from reportgen.plan import CountsAs, Status

_LADDER = (CountsAs.OFF_TRACK, CountsAs.AT_RISK, CountsAs.ON_TRACK, CountsAs.COMPLETE)


def rungs(key: Sequence[Status]) -> tuple[Status, ...]:
    """By what they count as, whatever their order in the sheet; those that count alike as they stand there.

    What is not due stands on no rung: to it and from it there is no better or worse.
    """
    return tuple(status for meaning in _LADDER for status in key if status.counts_as is meaning)
