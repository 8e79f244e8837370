"""What to do, in the words of the page, where the program's own name nothing that it has."""

from reportgen.model.errors import Remedy

_WORDS = {
    "check-or-draft": "Mend what “Check” names, or make a draft.",
    "check-or-force": "Mend what “Check” names, or tick the box to make it all the same.",
    "give-setting": (
        "The source gives no {names}. It can be typed here, or later under “Quarter and meeting”."
    ),
    "map-heading": "No column was taken as {names}. If one of yours is, choose that beside it.",
    "more-like-it": "{fix} There are {more} more like it: see “Check”.",
    "prefer": "Ask which holds. Choose it where the answers are listed, else type it in Excel.",
    "prefer-too": "It comes once you choose which answer holds.",
    "quarter-or-force": (
        "Put the quarter right under “Quarter and meeting”; or tick the box to make it all the"
        " same."
    ),
}


def worded(sentence: str) -> str:
    """A sentence of the program as the page says it."""
    words = _WORDS.get(sentence.code, "") if isinstance(sentence, Remedy) else ""
    return words.format(**sentence.values) if isinstance(sentence, Remedy) and words else sentence
