"""Which column a heading names, by its words."""

import headings
import pytest
from conftest import ROOT

from reportgen.importers.detect.column_matching import meaning
from reportgen.model.schema import ACTIONS

PAGE = ROOT / "docs" / "importing.md"
_LISTED = "## Headings that are understood"


@pytest.mark.parametrize(
    ("key", "heading"),
    [(key, heading) for key, listed in headings.BY_COLUMN.items() for heading in listed],
)
def test_a_heading_is_understood_by_its_words(key: str, heading: str) -> None:
    """Whatever else stands with the word that names the column."""
    sense = meaning(heading, {})
    assert sense is not None
    assert sense.key == key


@pytest.mark.parametrize("heading", headings.OF_NO_COLUMN)
def test_what_means_something_else_is_no_column_of_ours(heading: str) -> None:
    """A start date is no timescale, a risk's score no status, “Decision” no month."""
    assert meaning(heading, {}) is None


def listed() -> str:
    """The part of the page that is made of the headings."""
    lines = [
        _LISTED,
        "",
        "Made from the table that the tests use (`tests/unit/importers/headings.py`).",
        "",
    ]
    lines += ["| column | headings |", "|---|---|"]
    lines += [
        f"| {ACTIONS[key].heading} | {'; '.join(names)} |"
        for key, names in headings.BY_COLUMN.items()
    ]
    others = "; ".join(headings.OF_NO_COLUMN)
    lines += ["", f"Kept beside, in a column of its own that is not printed: {others}.", ""]
    return "\n".join(lines)


def test_the_page_on_importing_lists_them(request: pytest.FixtureRequest) -> None:
    """`make approve` writes that part of docs/importing.md again."""
    words = PAGE.read_text(encoding="utf-8")
    above, _, _ = words.partition(_LISTED)
    if request.config.getoption("--approve"):
        PAGE.write_text(above + listed(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == above + listed()
