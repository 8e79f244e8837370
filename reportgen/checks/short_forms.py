"""Acronyms that members would ask about, or that nobody uses."""

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.facts.acronyms import Acronyms


def unlisted(found: Acronyms) -> Iterator[Finding]:
    """A finding for each short form at the first cell that uses it."""
    for use in found.unlisted:
        yield Finding(
            code="acronym-unlisted",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is not in the list of acronyms.",
            fix="Add it there with what it stands for, or write it out.",
        )
    for listed, use in found.twins:
        yield Finding(
            code="acronym-twin",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is written {listed} in the list of acronyms.",
            fix="Write it in one way.",
        )
