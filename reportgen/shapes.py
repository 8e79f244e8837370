"""The shape that a status is drawn with, so that colour never speaks alone; and what stands where there is none."""

from typing import Final

from reportgen.plan import CountsAs

SHAPES: Final = {
    CountsAs.OFF_TRACK: "■",
    CountsAs.AT_RISK: "▲",
    CountsAs.ON_TRACK: "●",
    CountsAs.COMPLETE: "►",
    CountsAs.NOT_DUE: "○",
}
"""One shape for each meaning. All are in Arial, Liberation Sans and DejaVu Sans (they are of Windows Glyph List 4)."""

NO_UPDATE: Final = "No update"
"""What the page says of a blank status."""
