"""Asks LibreOffice how it shows numbers, for tests/unit/read/number_formats.tsv.

    python scripts/number_formats.py

The first line of that file has the numbers, the first column the formats; add formats there, run
this, and read the diff against ECMA-376 part 1, 18.8.31, before it is committed.
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

TABLE = Path(__file__).parent.parent / "tests" / "unit" / "read" / "number_formats.tsv"
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"  # cells as they are shown


def shown(formats: list[str], numbers: list[float]) -> list[list[str]]:
    """What LibreOffice shows of each number in each format, with single blanks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = openpyxl.Workbook()
        for row, number_format in enumerate(formats, start=1):
            for column, number in enumerate(numbers, start=1):
                cell = book.worksheets[0].cell(row, column, number)
                cell.number_format = number_format
        book.save(folder / "formats.xlsx")
        command = ["soffice", "--headless", "--convert-to", _CSV, "--outdir", name]
        subprocess.run([*command, folder / "formats.xlsx"], check=True, capture_output=True)
        with (folder / "formats.csv").open(encoding="utf-8", newline="") as file:
            return [[" ".join(words.split()) for words in row] for row in csv.reader(file)]


def main() -> int:
    """Make the table anew from its own numbers and formats."""
    first, *rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    formats = [row[0] for row in rows]
    answers = shown(formats, [float(words) for words in first[1:]])
    lines = [
        first,
        *([number_format, *row] for number_format, row in zip(formats, answers, strict=True)),
    ]
    TABLE.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
