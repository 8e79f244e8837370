"""What is typed and pasted into cells, as paragraphs and lists."""

import pytest
from conftest import prose
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.prose import Block, plain
from reportgen.workbook.read.prose import clean


@pytest.mark.parametrize(
    "typed",
    [
        "R&D",
        "<5",
        "a < b > c",
        "5 <name> 6",
        "“night-time”",
        "£4,150",
        "-5% on last year",
        "–",
        "x & y",
    ],
)
def test_plain_words_are_left_alone(typed: str) -> None:
    """Signs such as &, < and £ stay as they were typed."""
    cleaned = clean(typed)
    assert cleaned.words == prose(typed)
    assert not (cleaned.html or cleaned.bullets or cleaned.characters)


def test_lines_are_paragraphs() -> None:
    """Alt and Enter begins a paragraph; blank lines are not words."""
    assert clean("One\n\nTwo \r\nThree").words == prose("One", "Two", "Three")


@pytest.mark.parametrize("mark", ["• ", "•", "- ", "* ", "– ", "▪ ", "\uf0b7 ", "o\t"])
def test_typed_bullets_become_a_list(mark: str) -> None:
    """Whatever people type for a bullet, the page gets a real list."""
    cleaned = clean(f"First:\n{mark}one\n{mark}two")
    assert cleaned.words == (Block(lines=("First:",)), Block(lines=("one", "two"), bulleted=True))
    assert cleaned.bullets


def test_bullets_run_together_on_one_line_are_parted() -> None:
    """“• Police • Council” was two lines once."""
    assert clean("• Police • Council").words == (Block(lines=("Police", "Council"), bulleted=True),)


def test_pasted_html_becomes_paragraphs_and_lists() -> None:
    """Tags go, words stay, and the cleaning is noted."""
    cleaned = clean(
        '<p>Nine <b>signed</b> &amp; sealed.</p><ul style="x"><li>One</li><li>Two<br>more</li></ul>'
    )
    assert cleaned.words == (
        Block(lines=("Nine signed & sealed.",)),
        Block(lines=("One", "Two"), bulleted=True),
        Block(lines=("more",)),
    )
    assert cleaned.html
    assert not cleaned.bullets


def test_a_links_address_is_not_lost() -> None:
    """A pasted link keeps its address behind its words."""
    assert (
        plain(clean('See <a href="https://x.example/y">the map</a>.').words)
        == "See the map (https://x.example/y)."
    )


def test_an_address_keeps_its_letters() -> None:
    """“&section” in an address is not “§”."""
    assert (
        plain(clean("https://x.example/?id=1&section=2&copy=3<br>now").words)
        == "https://x.example/?id=1&section=2&copy=3\nnow"
    )
    assert "?a=1&section=2" in plain(
        clean('<a href="https://x.example/?a=1&section=2">here</a>').words
    )


def test_the_published_papers_debris_is_cleaned() -> None:
    """The debris of the real document: an open list tag, bullets in one line."""
    cleaned = clean('<ul style="list-style-type: none"> • Housing Management • Tenants Panel')
    assert cleaned.words == (Block(lines=("Housing Management", "Tenants Panel"), bulleted=True),)


def test_a_script_is_words_that_nobody_runs() -> None:
    """Unknown tags are kept as they were typed, to be escaped on the page."""
    assert plain(clean("<script>alert(1)</script>").words) == "<script>alert(1)</script>"


def test_characters_that_no_document_may_hold_are_taken_out_and_said() -> None:
    """XML cannot hold control characters."""
    cleaned = clean("bell\x07 and \ud800half\u200b")
    assert plain(cleaned.words) == "bell and half"
    assert cleaned.characters


@given(
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
        ),
        max_size=80,
    )
)
def test_no_letter_is_ever_lost(typed: str) -> None:
    """Every letter and digit that is typed without markup reaches the page in its order."""
    kept = [c for c in plain(clean(typed).words) if c.isalnum()]
    assert clean(typed).html or kept == [c for c in typed if c.isalnum()]


@given(st.text(max_size=60))
def test_anything_at_all_can_be_cleaned(typed: str) -> None:
    """No text stops the reader, and cleaning twice changes nothing more."""
    once = plain(clean(typed).words)
    assert "\x00" not in once
    assert all(line for line in once.split("\n")) or not once


@pytest.mark.parametrize(
    "words",
    [
        "<i think that we should wait until the audit>",
        "if a<b and the rest holds then c>d",
        "<strong local objections>",
        "Email from <li wei>",
    ],
)
def test_words_in_angle_brackets_are_no_markup(words: str) -> None:
    """A tag that has anything behind its name has attributes."""
    assert plain(clean(words).words) == words


@pytest.mark.parametrize(
    "pasted", ['<i class="x">Lit</i>', "<p style=margin:0>Lit</p>", "<br/>Lit", "<b >Lit</b>"]
)
def test_pasted_markup_goes(pasted: str) -> None:
    """With attributes in quotes or without."""
    assert plain(clean(pasted).words).strip() == "Lit"
