"""Statuses can be told apart by everyone: in contrast, in grey, by shape and by word."""

from itertools import combinations

import pytest

from reportgen.model import colours
from reportgen.model.status import DEFAULT_KEY, SHAPES, CountsAs


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
