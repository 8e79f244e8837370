"""Statuses can be told apart by everyone: in contrast, in grey, by shape and by word."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.model import colours
from reportgen.model.status import DEFAULT_KEY, SHAPES, CountsAs
from reportgen.reports import bars
from reportgen.reports.action_view import StatusBadge


@pytest.mark.parametrize("name", colours.NAMED)
def test_text_on_every_named_fill_can_be_read(name: str) -> None:
    """At least 4.5:1, WCAG 2.2, 1.4.3."""
    fill = colours.fill(name)
    assert colours.contrast(fill, colours.ink(fill)) >= 4.5


@pytest.mark.parametrize("level", range(0, 256, 5))
def test_text_on_any_grey_can_be_read(level: int) -> None:
    """Whatever colour a plan's own key names, one of the two inks does."""
    fill = f"{level:02X}" * 3
    assert colours.contrast(fill, colours.ink(fill)) >= 4.5


def test_the_default_keys_fills_lie_apart_in_grey() -> None:
    """At least 15 of CIE lightness between any two, and white paper."""
    greys = [colours.lightness(status.fill) for status in DEFAULT_KEY]
    assert min(abs(one - other) for one, other in combinations(greys, 2)) >= 15
    assert min(100 - grey for grey in greys) >= 10


def test_every_meaning_has_a_shape_of_its_own() -> None:
    """Shapes for each thing that a status may count as."""
    assert len(set(SHAPES.values())) == len(CountsAs) == len(SHAPES)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "FFFFFF", 21.0), ("777777", "FFFFFF", 4.48)]
)
def test_contrast_is_the_standards(one: str, other: str, ratio: float) -> None:
    """Two ratios that are known."""
    assert round(colours.contrast(one, other), 2) == ratio


def test_lightness_is_the_standards() -> None:
    """CIE lightness of mid grey 777777 is 50.0."""
    assert round(colours.lightness("777777"), 1) == 50.0


FILLS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "{:02X}{:02X}{:02X}".format(*rgb))


def _badges(fills: Sequence[str]) -> list[StatusBadge]:
    return [
        StatusBadge(word=str(n), shape="", fill=fill, ink=colours.ink(fill), kind=f"status-{n}")
        for n, fill in enumerate(fills)
    ]


@given(fills=st.lists(FILLS, min_size=2, max_size=6))
@example(fills=[status.fill for status in DEFAULT_KEY])
@example(fills=["1D4F91", "A61B1B", "E8940A", "BCE3B4", "D3D6D9", "FFFFFF"])  # BRAG, not started
@example(fills=["000000"] * 6)
@settings(max_examples=200, deadline=None)
def test_parts_of_bars_are_told_apart_by_everyone(fills: list[str]) -> None:
    """By lightness to each kind of eye, or else by a pattern, of any key of up to six fills."""
    chosen = bars.patterns(_badges(fills))
    for (one, fill), (other, beside) in combinations(enumerate(fills), 2):
        apart = all(
            abs(colours.lightness(seen) - colours.lightness(near)) >= 12
            for seen, near in zip(colours.as_seen(fill), colours.as_seen(beside), strict=True)
        )
        assert apart or chosen[str(one)] != chosen[str(other)]


def test_what_the_colour_blind_see_is_the_model_s() -> None:
    """Greys stay what they are; red is darker without the cones for long waves, or lighter."""
    assert set(colours.as_seen("808080")) == {"808080"}
    usual, protan, deutan, tritan = map(colours.lightness, colours.as_seen("FF0000"))
    assert protan < usual < deutan
    assert abs(tritan - usual) < 8
