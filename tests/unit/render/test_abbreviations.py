"""Short forms of the plan's list are marked for those who hear the paper."""

import io

import pikepdf
import pytest
from conftest import Sketch
from making import documents, report
from markupsafe import Markup

from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.render.abbreviations import abbreviated

MEANINGS = {"CSP": "Community Safety Partnership", "R&D": "Research", "CSP Board": "Its board"}


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("The CSP met.", 'The<abbr title="Community Safety Partnership"> CSP</abbr> met.'),
        ("A CSP Board <5", 'A<abbr title="Its board"> CSP Board</abbr> &lt;5'),
        ("Of R&D, twice", 'Of<abbr title="Research"> R&amp;D</abbr>, twice'),
        ("CSPs and mail@CSP.example", "CSPs and mail@CSP.example"),
        (Markup('<a href="CSP">CSP</a>'), '<a href="CSP">CSP</a>'),
    ],
)
def test_whole_words_are_marked_and_addresses_are_not(line: str, marked: str) -> None:
    """The longest short form first; whatever is no markup stays escaped."""
    assert abbreviated(line, MEANINGS) == marked


def test_of_forms_that_begin_alike_the_longest_is_marked() -> None:
    """And what is too long for a short form is none."""
    forms = dict.fromkeys(("A", "AB", "ABC", "A B", "A" * 41), "Its meaning")
    said = str(abbreviated("A AB ABC ABCD A B. " + "A" * 41, forms))
    assert said.replace('<abbr title="Its meaning">', "<").replace("</abbr>", ">") == (
        "<A>< AB>< ABC> ABCD< A B>. " + "A" * 41
    )


def test_a_list_of_none_but_long_forms_marks_nothing() -> None:
    """Not the empty form either."""
    assert abbreviated("Words", {"A" * 41: "Its meaning"}) == "Words"


def test_without_a_list_words_are_escaped_all_the_same() -> None:
    """A cell is never markup."""
    assert abbreviated("<script>", {}) == "&lt;script&gt;"


def test_a_screen_reader_is_told_in_page_and_pdf(drawn: Sketch) -> None:
    """As the title of `abbr`, and as the expansion of a tag (ISO 32000-1, 14.9.5)."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Status | Progress |\n"
        "| 1.1 | 1 | Meet | R Patel | Green | The CSP met. |",
        acronyms="| Acronym | Meaning |\n| CSP | Community Safety Partnership |",
    )
    files = documents(report(read(path)), formats=(Format.PDF, Format.HTML))
    assert '<abbr title="Community Safety Partnership"> CSP</abbr>' in files[Format.HTML].decode()
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        told = [
            str(each.E)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/E" in each
        ]
    assert "Community Safety Partnership" in told
