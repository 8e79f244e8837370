"""The sheets Acronyms and Contacts."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from reportgen.model.plan import Acronym, Contact, named_alike
from reportgen.model.problems import Problem
from reportgen.model.text import cut, quoted
from reportgen.workbook.read.actions import people
from reportgen.workbook.read.tables import Record


def acronyms(rows: list[Record]) -> tuple[tuple[Acronym, ...], list[Problem]]:
    """Return the acronyms in order; a repeated acronym is printed twice and reported."""
    listed: list[Acronym] = []
    problems, seen = [], set[str]()
    for row in rows:
        acronym = Acronym(short=row.text("short"), meaning=row.text("meaning"))
        if acronym.short in seen:
            problems.append(
                Problem(
                    code="acronym-twice",
                    where=row.places["short"],
                    what=f"{cut(acronym.short, 60)} is in the list already; both are printed.",
                    fix="Keep one of the two.",
                )
            )
        listed.append(acronym)
        seen.add(acronym.short)
    return tuple(listed), problems


_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE
)  # as in HTML, “valid e-mail”
_NAMED_ADDRESS = re.compile(
    rf"(?:[^<>@]*<\s*)?(?:mailto:)?{_ADDRESS.pattern}(?:\s*>)?", _ADDRESS.flags
)
"""An address, or “Jo Bloggs <j.bloggs@council.gov.uk>”."""
_EXAMPLE = "Type it as j.bloggs@council.gov.uk."


def contacts(
    rows: list[Record], officers: Collection[str]
) -> tuple[tuple[Contact, ...], list[Problem]]:
    """Return the contacts in order; what is not an address is left out and reported.

    So is whoever is none of these officers, and nobody's deputy.
    """
    own = {named_alike(row.text("officer")): _addresses(row, "address") for row in rows}
    listed: list[Contact] = []
    problems: list[Problem] = []
    before: set[str] = set()
    for row in rows:
        officer = row.text("officer")
        problems += _wrong(row, before, own)
        copies = [address for name in _listed(row, "deputy") for address in _of_deputy(name, own)]
        addresses, name = tuple(own[named_alike(officer)]), row.text("name")
        if addresses or copies or name:
            listed.append(
                Contact(officer=officer, name=name, addresses=addresses, copies=tuple(copies))
            )
            before.add(named_alike(officer))
    return tuple(listed), [*problems, *_nobodys(rows, officers)]


# Each hint is found by comparing a name with all officers, letter by letter.
_MOST_HINTS, _MOST_KNOWN = 50, 1_000


def _nobodys(rows: list[Record], officers: Collection[str]) -> Iterator[Problem]:
    """A problem for each contact whom no message would reach."""
    known = {named_alike(name): name for name in officers}
    deputies = {named_alike(name) for row in rows for name in _listed(row, "deputy")}
    told = 0
    for row in rows:
        officer = row.text("officer")
        name = named_alike(officer)
        if not officer or not row.text("address") or name in known or name in deputies:
            continue
        few = told < _MOST_HINTS and len(known) <= _MOST_KNOWN
        near = get_close_matches(name, known, n=1) if few else []
        told += 1
        yield Problem(
            code="contact-unknown",
            where=row.places["officer"],
            what=f"No action has the officer {quoted(officer)}, so no message goes there.",
            fix=f"Did you mean {known[near[0]]}?" if near else "Type the officer as in Actions.",
        )


def _addresses(row: Record, key: str) -> list[str]:
    """Return the addresses in a cell; `Name <address>` gives the address."""
    return [match[0] for name in _listed(row, key) if (match := _ADDRESS.search(name))]


def _listed(row: Record, key: str) -> list[str]:
    """Return what stands in a cell between lines, semicolons and commas."""
    return [part for name in people(row, key) for part in re.split(r"\s*,\s*", name) if part]


def _of_deputy(name: str, own: dict[str, list[str]]) -> list[str]:
    """Return a deputy's own address, or that of the officer of this name."""
    match = _ADDRESS.search(name)
    return [match[0]] if match else own.get(named_alike(name), [])


def _wrong(row: Record, before: set[str], own: dict[str, list[str]]) -> Iterator[Problem]:
    """Yield a row's problems; `before` are the officers above, `own` addresses by officer."""
    officer, typed = row.text("officer"), row.text("address")

    def problem(code: str, key: str, what: str, fix: str) -> Problem:
        return Problem(code=code, where=row.places[key], what=what, fix=fix)

    if not officer:
        fix = "Type the officer as in the sheet Actions."
        yield problem("contact-nameless", "officer", "This row has no officer.", fix)
    elif named_alike(officer) in before:
        what = f"{officer} stands in the list already; the address in the last row is used."
        fix = "Keep one of the rows; several addresses may stand in one cell."
        yield problem("contact-twice", "officer", what, fix)
    if typed and not own[named_alike(officer)]:
        what = f"“{typed}” is not an e-mail address, so nothing can be addressed there."
        yield problem("contact-address", "address", what, _EXAMPLE)
    for name in _listed(row, "address"):
        match = _ADDRESS.search(name)
        if match and not _NAMED_ADDRESS.fullmatch(name):
            what = f"“{name}” is more than an address; the message goes to {match[0]}."
            yield problem("contact-address", "address", what, _EXAMPLE)
    for name in _listed(row, "deputy"):
        if not _of_deputy(name, own):
            what = (
                f"The deputy “{name}” is neither an e-mail address nor an officer of this list who"
                " has one."
            )
            yield problem("deputy-unknown", "deputy", what, _EXAMPLE)
