"""The digits of a number in the places of a number format: “#,##0.0#”, “0.0E+0”, “# ?/?”.

ECMA-376 part 1, 18.8.31.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PLACES = "0#?"
"""Marks of a place for a digit: shown as 0, as nothing and as a blank where there is none."""
_EXACT = 10**15  # Excel keeps fifteen digits of a number


@dataclass(frozen=True, slots=True)
class FormatPiece:
    """A piece of a section: a literal, or a mark such as “0” or “%”, by its kind."""

    kind: str
    words: str


def literal(piece: FormatPiece) -> str:
    """What a piece shows that holds no digit."""
    if piece.kind in ("quoted", "escaped", "plain"):
        return piece.words
    if piece.kind in ("blank", "filled"):
        return " " if piece.words == " " or piece.kind == "blank" else ""
    return {"percent": "%", "slash": "/", "point": ".", "comma": ","}.get(piece.kind, "")


def in_places(amount: Decimal, pieces: Sequence[FormatPiece]) -> str:
    """An amount in its places: “#,##0.0#”, “000-000”. Halves are rounded away from zero."""
    places = [number for number, piece in enumerate(pieces) if piece.kind == "digit"]
    point = next((n for n, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    whole = [n for n in places if n < point]
    part = [n for n in places if n > point]
    commas = [n for n, piece in enumerate(pieces) if piece.kind == "comma"]
    last = whole[-1] if whole else point
    scaling = [n for n in commas if (last < n < point) or (part and n > part[-1])]
    grouped = any(whole[0] < n < whole[-1] for n in commas) if whole else False
    rounded = _rounded(amount / 1000 ** len(scaling), len(part))
    digits, _, decimals = f"{rounded:f}".partition(".")
    shown = dict(zip(part, _decimals(decimals, [pieces[n].words for n in part]), strict=True))
    shown |= _whole("" if digits == "0" else digits, whole, pieces, grouped=grouped)
    if point < len(pieces):
        lead = digits if not whole and digits != "0" else ""
        has_part = any(shown[n].strip() for n in part)
        shown[point] = f"{lead}." if has_part else lead
    return "".join(
        shown[n] if n in shown else "" if piece.kind == "comma" else _before(n, pieces)
        for n, piece in enumerate(pieces)
    )


def _before(n: int, pieces: Sequence[FormatPiece]) -> str:
    """A literal; a blank that fills the cell is none right before a number: “£1.00”, “£ -”."""
    after = next((piece for piece in pieces[n + 1 :] if piece.words != "("), None)
    if pieces[n].kind == "filled" and after and after.kind == "digit":
        return ""
    return literal(pieces[n])


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _decimals(digits: str, marks: Sequence[str]) -> Iterator[str]:
    """A digit for each place behind the point; “#” shows no nought at the end, “?” a blank."""
    needed = len(digits.rstrip("0"))
    for place, (digit, mark) in enumerate(zip(digits, marks, strict=True)):
        later = any(other == "0" for other in marks[place:])
        yield digit if place < needed or later else " " if mark == "?" else ""


def _whole(
    digits: str, places: Sequence[int], pieces: Sequence[FormatPiece], *, grouped: bool
) -> dict[int, str]:
    """The digits before the point by their places; the first place has all that are left over."""
    shown: dict[int, str] = {}
    left = digits
    for power, place in enumerate(reversed(places)):
        first = power == len(places) - 1
        needed = any(pieces[n].words == "0" for n in places[: len(places) - power])
        blank = " " if pieces[place].words == "?" else ""
        own = (left if first else left[-1:]) or ("0" if needed else blank)
        left = left[:-1]
        shown[place] = _grouped(own, power) if grouped else own
    return shown


def _grouped(digits: str, power: int) -> str:
    """Digits, the last of them of this power of ten, with a comma behind each thousand."""
    return "".join(
        f"{digit}," if digit.isdigit() and above and above % 3 == 0 else digit
        for digit, above in zip(digits, range(power + len(digits) - 1, power - 1, -1), strict=True)
    )


def with_power(amount: Decimal, pieces: Sequence[FormatPiece]) -> str:
    """A power of ten: “1.2E+03”. Several places before the point make its steps: “12.3E+3”."""
    mark = next(n for n, piece in enumerate(pieces) if piece.kind == "power")
    before, behind = pieces[:mark], pieces[mark + 1 :]
    point = next((n for n, piece in enumerate(before) if piece.kind == "point"), len(before))
    step = sum(piece.kind == "digit" for piece in before[:point]) or 1
    decimals = sum(piece.kind == "digit" for piece in before[point:])
    power = 0
    if amount:
        power = (amount.adjusted() // step) * step
        if _rounded(amount.scaleb(-power), decimals) >= 10**step:
            power += step
    mantissa = in_places(amount.scaleb(-power), before) or "0"
    sign = "-" if power < 0 else pieces[mark].words[1:].replace("-", "")
    return f"{mantissa}E{sign}{in_places(Decimal(abs(power)), behind)}"


def as_fraction(amount: Decimal, pieces: Sequence[FormatPiece]) -> str:
    """A fraction: “1 1/2” in “# ?/?”; its whole part has a place of its own, or none."""
    slash = next(n for n, piece in enumerate(pieces) if piece.kind == "slash")
    start = slash
    while start and pieces[start - 1].kind == "digit":
        start -= 1
    end = slash + 1
    while end < len(pieces) and (pieces[end].kind == "digit" or pieces[end].words.isdigit()):
        end += 1
    under = "".join(piece.words for piece in pieces[slash + 1 : end])
    exact = Fraction(amount)
    whole = any(piece.kind == "digit" for piece in pieces[:start])
    base, rest = divmod(exact, 1) if whole else (0, exact)
    fixed = bool(under.strip(PLACES))
    if fixed:
        rest = Fraction(int(rest * int(under) * 2 + 1) // 2, 1) / int(under)
        numerator, denominator = int(rest * int(under)), int(under)
    else:
        rest = rest.limit_denominator(10 ** len(under) - 1)
        numerator, denominator = rest.numerator, rest.denominator
    if whole and rest >= 1:
        base, numerator = base + 1, 0
    before = in_places(Decimal(base), pieces[:start]) if whole else literals(pieces[:start])
    if whole and not numerator:
        return f"{before.strip() or 0}{literals(pieces[end:])}"
    if whole and not base:
        before = before if any(piece.words == "0" for piece in pieces[:start]) else ""
    over = str(numerator).rjust(sum(piece.words == "0" for piece in pieces[start:slash]), "0")
    below = str(denominator).rjust(0 if fixed else under.count("0"), "0")
    return f"{before}{over}/{below}{literals(pieces[end:])}"


def literals(pieces: Sequence[FormatPiece]) -> str:
    """What pieces without a digit show together."""
    return "".join(map(literal, pieces))


def general(value: Decimal) -> str:
    """A number in the format General: whole numbers in full, others to ten significant digits."""
    whole = value == value.to_integral_value() and abs(value) < _EXACT
    return str(int(value)) if whole else f"{float(value):.10g}".upper()
