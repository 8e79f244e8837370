"""Numbers in the words that the sheet shows, after the number formats of ECMA-376 part 1, 18.8.30."""

import re
from decimal import ROUND_HALF_UP, Decimal

_QUOTED = r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]'  # literal text, padding, colours and conditions
_EXACT = 10**15  # Excel keeps fifteen digits of a number


def number(amount: float, number_format: str) -> str:
    """The words that a number shows in this format."""
    value = Decimal(repr(amount))
    section = _section(value, number_format)
    literal = re.sub(_QUOTED, lambda m: m[1] or m[2] or _symbol(m[0]), section)
    digits = re.search(r"[#0?][#0?,.]*", literal)
    if "General" in section:
        return literal.replace("General", _general(value))
    if not digits:
        # “@”, or a section that shows only words, such as "None" for zero; one that shows nothing hides no word here
        return literal.strip() if literal.strip() not in ("", "@") else _general(value)
    if re.search(r"[#0?]\s*/|[Ee][+-]|[#0?][^#0?,.]+[#0?]", re.sub(_QUOTED, "", section)):
        return _general(value)  # fractions, powers of ten and telephone patterns: the plain number is never wrong
    pattern = digits[0]
    scaled = value * (100 if "%" in literal else 1) / 1000 ** (len(pattern) - len(pattern.rstrip(",")))
    own_sign = value < 0 and ";" in number_format  # the second section draws negative numbers, sign and all
    words = _in_digits(abs(scaled) if own_sign else scaled, pattern.rstrip(","))
    return f"{literal[: digits.start()]}{words}{literal[digits.end() :]}".strip()


def _section(value: Decimal, number_format: str) -> str:
    """The part of a format that draws this number: positive; negative; zero."""
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]  # noqa: PLR2004 - the third section is zero's


def _in_digits(value: Decimal, pattern: str) -> str:
    """A number in the digits of a pattern such as “#,##0.0#”, rounded as Excel rounds: halves away from zero."""
    whole, _, part = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    words = f"{rounded:{',' if ',' in whole else ''}f}"
    integer, _, decimals = words.partition(".")
    sign, integer = ("-", integer[1:]) if integer.startswith("-") else ("", integer)
    decimals = decimals.rstrip("0").ljust(part.rfind("0") + 1, "0")  # “#” and “?” show no nought at the end
    padded = integer.rjust(whole.count("0"), "0")
    return f"{sign}{padded}{'.' if decimals else ''}{decimals}"


def _general(value: Decimal) -> str:
    """As a cell without a format shows it: whole numbers in full, others to ten significant digits."""
    whole = value == value.to_integral_value() and abs(value) < _EXACT
    return str(int(value)) if whole else f"{float(value):.10g}"


def _symbol(bracketed: str) -> str:
    """The currency sign of “[$£-809]”; nothing for colours and conditions."""
    match = re.match(r"\[\$([^\-\]]*)", bracketed)
    return match[1] if match else ""
