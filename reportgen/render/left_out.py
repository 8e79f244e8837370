"""What a document leaves out of the words that its view holds.

What a view says is read from the page of the templates that ship; a document of other templates is
held against that, so words that were lost are named, whichever format is made alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_type_hints

from reportgen.model.errors import TemplateWrong
from reportgen.model.schema import ACTIONS
from reportgen.model.text import count, fold, joined, some
from reportgen.render.templates import LEFT_OUT
from reportgen.reports.action_view import ActionRow
from reportgen.reports.view import View

_CELLS = {
    "ref": ("ref", "faults"),
    "timescale": ("timescale", "revised", "delays"),
    "status": ("mark", "trend"),
    "progress": ("progress", "notes"),
}
"""The fields of a row that stand in a column, where they are not the one of its name."""

_LOOKS = frozenset(
    {
        *("layout", "language", "direction", "abbreviations", "made", "origin"),
        *("memory", "accent", "marks", "columns", "figures", "settings"),
        *("fill", "ink", "kind", "start", "width", "hatching", "pattern", "anchor", "shape"),
        *("arrow", "sample", "bar"),
    }
)
"""Fields of no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Words of a view: what they are called, of which action they are, and how they are printed."""

    name: str
    ref: str
    words: str


# White space, and what only says how letters are set or where a word may break: no document carries
# all of it.
_BETWEEN = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u2010\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)


def squeezed(words: str) -> str:
    """Return words without white space and what only says how letters are set."""
    return _BETWEEN.sub("", words)


def left_out(view: View, reference: str, document: str) -> Mapping[str, Sequence[str]]:
    """What a document lacks of a view's words: names, each with the refs of its actions.

    Reference and document are squeezed. What is lacking is what stands in the document less often
    than in the reference, capitals or not.
    """
    reference, document = reference.casefold(), document.casefold()
    by_words: defaultdict[str, list[_Said]] = defaultdict(list)
    for said in _said(view):
        by_words[squeezed(said.words).casefold()].append(said)
    lacking: dict[str, int] = {}
    lost = ""  # longer words that are lacking, and with them what is part of them
    for words in sorted(filter(None, by_words), key=len, reverse=True):
        number = reference.count(words) - document.count(words) - lost.count(words)
        if number > 0:
            lost += f"\0{words}" * number
            lacking[words] = number
    sure = [words for words, number in lacking.items() if number >= len(by_words[words])]
    gone = [said for words in sure for said in by_words[words]]
    names = {said.name for said in gone}
    for words in lacking.keys() - sure:
        gone += _likely(by_words[words], lacking[words], names)
    order = {said: place for place, said in enumerate(_said(view))}
    refs: dict[str, dict[str, None]] = {}
    for said in sorted(gone, key=order.__getitem__):
        refs.setdefault(said.name, {})[said.ref] = None
    return {name: tuple(filter(None, each)) for name, each in refs.items()}


def _likely(places: Sequence[_Said], number: int, gone: Collection[str]) -> Iterable[_Said]:
    """Of places that hold the same words, those that lack them.

    Those of a name that lacks others too; else those of a name that has as many; else of most.
    """
    names = Counter(said.name for said in places)
    fits = [name for name, times in names.items() if times == number]
    name = next((name for name in names if name in gone), "")
    name = name or (fits[0] if fits else names.most_common(1)[0][0])
    return [said for said in places if said.name == name]


def _said(view: View) -> Iterator[_Said]:
    for section in view.sections:
        for row in section.rows:
            yield from _of_row(row, view)
    yield from _of(view, "")


def _of_row(row: ActionRow, view: View) -> Iterator[_Said]:
    for column in view.columns:
        for field in _CELLS.get(column.key, (column.key,)):
            cell = row.own[field] if field in row.own else getattr(row, field, ())
            for said in _of(cell, column.heading):
                yield _Said(name=column.heading, ref=row.ref, words=said.words)


def _of(value: object, name: str) -> Iterator[_Said]:
    if isinstance(value, str):
        yield _Said(name=name, ref="", words=value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _of(each, name)
    elif is_dataclass(value) and not isinstance(value, ActionRow):
        for field in fields(value):
            if field.name not in _LOOKS:
                yield from _of(getattr(value, field.name), _beside(name, field.name))


def _beside(name: str, field: str) -> str:
    return f"{name}.{field}" if name else field


def told(gone: Mapping[str, Sequence[str]]) -> str:
    """“Partners of 21 actions (1.1, 1.2 …), introduction.lines”."""
    return joined(
        [
            f"{name} of {count(len(refs), 'action')} ({some(refs)})" if refs else name
            for name, refs in gone.items()
        ]
    )


def meant(folder: Path) -> frozenset[str]:
    """What the templates of a folder leave out on purpose, by its list.

    Raises TemplateWrong where the list cannot be read, or has a name that no view has.
    """
    path = folder / LEFT_OUT
    if not path.is_file():
        return frozenset()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateWrong(
            code="template-unreadable",
            what=f"{path} cannot be read as text.",
            fix="Open it in an editor and save it as UTF-8, a name a line.",
        ) from error
    known = {fold(name): name for name in _names()}
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for line in listed:
        if fold(line) not in known:
            near = get_close_matches(fold(line), known, n=1)
            raise TemplateWrong(
                code="unknown-field",
                what=f"{path} names “{line}”, which no paper has.",
                fix=f"Did you mean {known[near[0]]}?" if near else "Take it out of the list.",
            )
    return frozenset(known[fold(line)] for line in listed)


def _names() -> Iterator[str]:
    yield from (column.heading for column in ACTIONS.columns)
    yield from _names_of(View, "")


def _names_of(kind: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - a type, or what holds one
    if kind is str:
        yield name
    elif is_dataclass(kind) and kind is not ActionRow:
        for field, inner in get_type_hints(kind).items():
            if field not in _LOOKS:
                yield from _names_of(inner, _beside(name, field))
    else:
        for inner in get_args(kind):
            yield from _names_of(inner, name)
