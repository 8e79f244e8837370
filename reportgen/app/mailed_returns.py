"""Returns that came by e-mail: workbooks attached to messages, and what was written in these."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.app.turns import OwnFault, turn
from reportgen.model.errors import Unreadable
from reportgen.model.plan import Plan, named_alike, officers
from reportgen.model.problems import Problem, Unplaced, Where
from reportgen.model.text import WHOLE, fold, quoted, some
from reportgen.office.limits import bounded_reading
from reportgen.office.mail import MAILS, BrokenMail, Message, is_ours, message
from reportgen.returns.split import file_name

_DAY = re.compile(r",? by \w+ \d{1,2} \w+ \d{4}")
_MOST_NAMED = 20  # of the things attached to a mail
_OLD = (".xls", ".xlsb", ".ods", ".numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedReturns:
    """What messages brought: workbooks, what has to be said of them, and who wrote."""

    workbooks: tuple[tuple[Path, str], ...]
    """Each as a file of its own, with the name to show."""
    problems: tuple[Problem, ...]
    writers: frozenset[str]
    """The officers who wrote a message without a workbook, by address in Contacts or by name."""
    faults: Mapping[Path, OwnFault]
    """The messages whose turn was ended by a fault of the program's own, each with that."""


def mailed_returns(listed: Iterable[tuple[Path, str]], folder: Path, plan: Plan) -> MailedReturns:
    """The messages among these files, their workbooks put into `folder`.

    What was written in a message is named; messages that we made are passed over.
    """
    workbooks: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    senders: set[str] = set()
    faults: dict[Path, OwnFault] = {}
    ours = ""
    for number, (path, shown) in enumerate(listed):
        mail = turn(partial(_read, path))
        if isinstance(mail, OwnFault):
            faults[path] = mail
            continue
        if mail is None or mail is _BROKEN:
            problems += [_broken(shown)] if mail else []
            continue
        ours = ours or (_our_words(plan) if mail.quoted else "")
        workbooks += _saved(mail, folder / str(number), shown)
        quotes = [line for line in mail.quoted if not _is_ours(line, ours)]
        if mail.words or quotes or mail.others or not mail.workbooks:
            problems.append(_problem(shown, mail, quotes, plan))
        if not mail.workbooks:
            senders |= {mail.sender, named_alike(mail.name)} - {""}
    by_address = [
        contact.officer
        for contact in plan.contacts
        if senders & {address.casefold() for address in contact.addresses}
    ]
    by_name = [each.name for each in officers(plan) if named_alike(each.name) in senders]
    writers = (*by_address, *by_name)
    return MailedReturns(
        workbooks=tuple(workbooks),
        problems=tuple(problems),
        writers=frozenset(writers),
        faults=faults,
    )


def _read(path: Path) -> Message | None:
    """The message in a file; None where it is none, or one that we made, _BROKEN if it is odd."""
    content = path.read_bytes() if path.suffix.lower() in MAILS else b""
    try:
        with bounded_reading(path):
            return message(content) if content and not is_ours(content) else None
    except (BrokenMail, Unreadable):
        return _BROKEN


_BROKEN = Message(
    sender="", name="", words="", body="", answer=(), quoted=(), workbooks=(), others=()
)


def _broken(shown: str) -> Problem:
    return Problem(
        code="return-mail-alone",
        where=Where(file=shown),
        what="This message is built as no program for mail does, and nothing of it was read.",
        fix="Save what is attached to it as files of their own, and give these.",
    )


def _our_words(plan: Plan) -> str:
    """What we wrote to the officers of this plan, folded."""
    from reportgen.app.letters import letters_words  # noqa: PLC0415 - heavy: loads Jinja

    return fold(letters_words(plan))


def _saved(mail: Message, folder: Path, shown: str) -> Iterator[tuple[Path, str]]:
    names = [name for name, _ in mail.workbooks]
    for place, (name, content) in enumerate(mail.workbooks):
        own = folder / str(place)  # two may have one name
        own.mkdir(parents=True)
        kind = ".xlsx" if name.lower().endswith(".xlsm") else Path(name).suffix.lower()
        file = own / f"{file_name(Path(name).stem)}{kind}"
        file.write_bytes(content)
        again = f" ({place + 1})" if names.count(name) > 1 else ""
        yield file, f"{shown}, {name}{again}"


def _is_ours(line: str, ours: str) -> bool:
    """Whether a quoted line is one of our own messages', as it was sent."""
    words = fold(_DAY.sub("", line))
    whole = f" {words} " in f" {ours} "
    return whole and (" " in words)


def _refs(plan: Plan) -> re.Pattern[str]:
    """Finds the refs of actions in a line; one of figures alone only at its beginning."""
    refs = sorted({action.ref for action in plan.actions if action.ref}, key=len, reverse=True)
    bare = "|".join(re.escape(ref) for ref in refs if ref.isdecimal())
    others = "|".join(re.escape(ref) for ref in refs if not ref.isdecimal())
    found = [rf"(?<![\w./£$€])(?:{others})(?![\w/%]|[.,]\d|\s?%)"] if others else []
    found += [rf"(?:^|\baction )(?:{bare})(?=\s*[:.)–—-]|$)"] if bare else []
    return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)


def _offers(mail: Message, plan: Plan) -> tuple[Unplaced, ...]:
    """What was written, action by action where its lines name them; else as a whole.

    Below a line with nothing but a ref stands what is said of it.
    """
    pattern, known = _refs(plan), {action.ref.casefold(): action.ref for action in plan.actions}
    said: dict[str, list[str]] = {}
    heading = ""
    for line in mail.body.splitlines():
        named = {
            known[ref]
            for found in pattern.findall(line)
            if (ref := found.casefold().removeprefix("action ").strip()) in known
        }
        if not named and line not in mail.answer:
            continue
        ref = named.pop() if len(named) == 1 else ""
        rest = re.sub(rf"(?i)^(?:action\s+)?{re.escape(ref)}\s*[:.)–—-]*\s*", "", line)
        if ref:
            heading = "" if rest else ref
        if rest:
            said.setdefault(ref or heading, []).append(rest if ref else line)
    if not said:
        return (Unplaced(words=mail.body or mail.words),) if mail.body or mail.words else ()
    return tuple(Unplaced(words="\n".join(lines), ref=ref) for ref, lines in said.items())


def _problem(shown: str, mail: Message, quotes: Iterable[str], plan: Plan) -> Problem:
    """The problem of a message in which something is written, or to which nothing is attached."""
    between = " ".join(quotes)
    parts = [
        f"In this mail stands {quoted(mail.words, WHOLE)}" if mail.words else "",
        f"among what it quotes stands {quoted(between, WHOLE)}" if between else "",
    ]
    written = " and ".join(filter(None, parts)) or "This mail is empty"
    has = ["the file attached to it was read" if mail.workbooks else "no workbook is attached"]
    if mail.others:
        names = some([quoted(name) for name in mail.others], _MOST_NAMED)
        verb = "is attached and was" if len(mail.others) == 1 else "are attached and were"
        has = [*has[: len(mail.workbooks)], f"{names} {verb} not read"]
    fix = "If an answer is in it, type it in the merged workbook."
    if any(name.lower().endswith(_OLD) for name in mail.others):
        fix += (
            " Open an attached workbook in Excel, save it as .xlsx, and give it with the returns."
        )
    code = "return-mail" if mail.workbooks else "return-mail-alone"
    what = f"{written[:1].upper()}{written[1:]}; {', '.join(has)}."
    left = (*_offers(mail, plan), *([Unplaced(words=between)] if between else []))
    return Problem(code=code, where=Where(file=shown), what=what, fix=fix, unplaced=left)
