"""Makes workbooks that are formatted or filled far beyond any plan; they are too large to keep.

`python big.py KIND PATH` writes one.
"""

import sys
from pathlib import Path

import odd

KINDS = ("rows", "cells", "merges", "one merge", "columns")
TOO_MANY = "filled"


def big(kind: str) -> bytes:
    """A workbook of one of these kinds, or with more filled cells than any plan has."""
    listed = odd.parts()
    sheet = listed["xl/worksheets/sheet2.xml"]
    rows = {
        "rows": b"".join(
            b'<row r="%d" ht="15" customHeight="1" s="1" customFormat="1"/>' % n
            for n in range(100, 1_048_577)
        ),
        "cells": b"".join(
            b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n)
            for n in range(100, 300_000)
        ),
        "columns": b'<row r="99">'
        + b"".join(b'<c t="n"><v>1</v></c>' for _ in range(16_384))
        + b"</row>",
        TOO_MANY: b"".join(
            b'<row r="%d"><c><v>1</v></c><c><v>1</v></c></row>' % n for n in range(100, 400_000)
        ),
    }
    merges = {
        "merges": b"".join(
            b'<mergeCell ref="A%d:B%d"/>' % (n, n + 1) for n in range(100, 100_100, 2)
        ),
        "one merge": b'<mergeCell ref="A1000:XFD1048576"/>',
    }
    sheet = sheet.replace(b"</sheetData>", rows.get(kind, b"") + b"</sheetData>")
    if kind in merges:
        end = sheet.index(b"</sheetData>") + len(b"</sheetData>")
        sheet = sheet[:end] + b"<mergeCells>" + merges[kind] + b"</mergeCells>" + sheet[end:]
    return odd.packed(listed | {"xl/worksheets/sheet2.xml": sheet})


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(big(sys.argv[1]))
