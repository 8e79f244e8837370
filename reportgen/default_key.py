"""The status key of a plan that has none of its own."""

from reportgen import colours
from reportgen.plan import CountsAs, Status

MOST_BELOW = {CountsAs.AT_RISK: 0.2, CountsAs.ON_TRACK: 0.0}
"""How far a figure may be below its target, in the words of the same plan: “up to 20% below target” is Amber."""

DEFAULT_KEY = tuple(
    Status(
        word=word,
        colour=word,
        fill=colours.fill(word),
        counts_as=counts_as,
        meaning=meaning,
        most_below=MOST_BELOW.get(counts_as),
    )
    for word, counts_as, meaning in (
        ("Red", CountsAs.OFF_TRACK, "Progress or delivery well below target; serious intervention needed"),
        ("Amber", CountsAs.AT_RISK, "Progress or delivery up to 20% below target; attention needed"),
        (
            "Green",
            CountsAs.ON_TRACK,
            "Progress on or ahead of schedule and on track to deliver as planned or completed",
        ),
    )
)
"""Red, Amber and Green, worst first, in the words of the Welwyn Hatfield ASB action plan 2016/19."""
