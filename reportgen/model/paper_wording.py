"""The wording of a paper of ours, kept in the Word file so that it is read back by it.

A paper made with other words, in another language or by another version reads back alike.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from reportgen.model.edition import PREFIX

_PREFIX = f"{PREFIX}wording "
_LONGEST = 255  # letters of a custom property that Office keeps

INTRODUCTION, KEY, GLANCE, ACRONYM_LIST, PROBLEMS = (
    "introduction",
    "key",
    "glance",
    "acronyms",
    "problems",
)
"""The parts of a paper that have a heading of their own."""
TITLE, DOCUMENT, QUARTER, ORGANISATION = "title", "document", "quarter", "organisation"
"""The lines of its first page that are made from settings."""

OWN_COLUMN = "own-"
"""How the keys of columns begin that are the plan's own and none of ours."""
GOES_ON = " …"
"""What stands where a paragraph is torn: at the end of its first part, and at the beginning of the
other."""
REF = "{ref}"
"""Stands for the ref in the words for an action whose row goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWording:
    """What the words that a paper adds or rewords stand for. All keys are as they are printed."""

    parts: Mapping[str, str]
    """Headings of parts, and which part of the paper each begins."""
    columns: Mapping[str, str]
    """Headings of the table of actions in their order, and the key of the column under each."""
    labels: Mapping[str, str]
    """Labels within a cell of an action, and the key of the column whose words follow."""
    settings: Mapping[str, str]
    """Labels of the first page, and the name of the setting that stands behind each."""
    front: Mapping[str, tuple[str, Mapping[str, str]]]
    """Other lines of the first page by what they are: their words, and the settings by name that
    these were made from."""
    objectives: Mapping[str, str]
    """Numbers of objectives in words, and as typed."""
    added: tuple[str, ...]
    """Paragraphs that the paper adds by itself: a trend, “No update”, the sentence over a table."""
    continued: str
    """What stands in place of the ref where an action's row goes on."""

    @property
    def own(self) -> dict[str, str]:
        """The headings of columns that are the plan's own and none of ours, by key."""
        return {key: words for words, key in self.columns.items() if key.startswith(OWN_COLUMN)}

    def properties(self) -> dict[str, str]:
        """The wording as custom document properties, in pieces that Office keeps whole."""
        written = json.dumps(asdict(self), separators=(",", ":"))
        return {f"{_PREFIX}{number}": piece for number, piece in enumerate(_pieces(written), 1)}


def _pieces(written: str) -> Iterator[str]:
    """The pieces of a text; none begins or ends with a blank, which a program might trim."""
    while written:
        end = _LONGEST
        while end > 1 and " " in written[end - 1 : end + 1]:
            end -= 1
        yield written[:end]
        written = written[end:]


def wording_from(properties: Mapping[str, str]) -> PaperWording | None:
    """The wording in a Word file's custom properties; None where it is not there, or is broken."""
    numbered = {
        int(number): piece
        for name, piece in properties.items()
        if name.startswith(_PREFIX) and (number := name.removeprefix(_PREFIX)).isdecimal()
    }
    try:
        return _checked(json.loads("".join(numbered[number] for number in sorted(numbered))))
    except (ValueError, TypeError):
        return None


def _checked(told: object) -> PaperWording:
    """The wording of parsed JSON. Raises ValueError or TypeError where it has another form."""
    match told:
        case {"front": dict() as front, "added": list() as added, **rest}:
            tables = {name: _words(rest.get(name)) for name in _TABLES}
            lines = {str(line): (str(shown), _words(made)) for line, (shown, made) in front.items()}
            continued = str(rest.get("continued", _CONTINUED))
            return PaperWording(
                front=lines, added=tuple(map(str, added)), continued=continued, **tables
            )
    raise ValueError


_CONTINUED = f"{REF} continued"
"""As papers had it that do not say."""
_TABLES = ("parts", "columns", "labels", "settings", "objectives")


def _words(told: object) -> dict[str, str]:
    if not isinstance(told, dict):
        raise TypeError
    return {str(shown): str(meant) for shown, meant in told.items()}
