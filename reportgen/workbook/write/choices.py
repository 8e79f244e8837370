"""Drop-downs and hints of cells, and the colours of statuses."""

from collections.abc import Iterable, Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model import colours
from reportgen.model.calendar import Quarter
from reportgen.model.columns import Column, Table
from reportgen.model.schema import ACTIONS, CONTACTS, HISTORY, OBJECTIVES, STATUS_KEY
from reportgen.model.settings import setting_of
from reportgen.model.status import CountsAs
from reportgen.workbook.write.form import Form, Rows
from reportgen.workbook.write.sheets import storable

_LISTS: Mapping[str, Table] = {"status": STATUS_KEY, "objective": OBJECTIVES}
"""The columns of Actions that are chosen from the first column of another sheet."""

_QUARTERS_ROUND = (-1, 6)  # quarters before and after this one that the drop-down offers


def add(sheet: Worksheet, table: Table, columns: Iterable[Column], last: int, form: Form) -> None:
    """Give each column its drop-down or hint, from the row under the headings to the row `last`.

    In an officer's workbook only the six columns that are open have any.
    """
    for number, column in enumerate(columns, start=1):
        if form.officers and not (table is ACTIONS and column.officers):
            continue
        area = f"{get_column_letter(number)}2:{get_column_letter(number)}{last}"
        if table is ACTIONS or table is CONTACTS:
            _say(
                sheet, area, column, _choice(column, form) if table is ACTIONS else DataValidation()
            )
        elif table is STATUS_KEY and column.key == "counts_as":
            words = ",".join(meaning.value for meaning in CountsAs)
            _say(
                sheet,
                area,
                column,
                DataValidation(type="list", formula1=f'"{words}"', allow_blank=True),
            )


def _choice(column: Column, form: Form) -> DataValidation:
    """Return what a cell of this column may hold.

    Only a status must be a word of its list; anything else is asked about.
    """
    if column.key in _LISTS:
        table = _LISTS[column.key]
        if table in form.tables():
            # A plain range is kept by every program, and Excel lets it grow with its table.
            last = 1 + max(1, len(form.rows.get(table.name, ())))
            whole = f"'{table.name}'!$A$2:$A${last}"
            validation = DataValidation(type="list", formula1=whole, allow_blank=True)
            validation.error = f"Choose from the list, which is the sheet {table.name}."
            # An objective may be typed before it stands in its sheet.
            validation.errorStyle = "stop" if table is STATUS_KEY else "warning"
            return validation
    if column.most:
        validation = DataValidation(
            type="textLength",
            operator="lessThanOrEqual",
            formula1=str(column.most),
            allow_blank=True,
        )
        validation.error = (
            f"This is longer than {column.most} letters, which crowds the page. Press OK to keep it"
            " all the same."
        )
        validation.errorStyle = "information"
        return validation
    return DataValidation()


def _say(sheet: Worksheet, area: str, column: Column, validation: DataValidation) -> None:
    """Put the validation on the cells, with the column's hint.

    Excel shows the hint beside the cell and reads it out.
    """
    if column.hint:
        validation.promptTitle, validation.prompt, validation.showInputMessage = (
            column.heading,
            column.hint,
            True,
        )
    if validation.error:
        validation.errorTitle, validation.showErrorMessage = column.heading, True
    if column.hint or validation.type:
        validation.add(area)
        sheet.add_data_validation(validation)


def add_to_settings(sheet: Worksheet, rows: Rows, quarter: Quarter | None) -> None:
    """Add hints beside the values of the Report sheet.

    The quarter gets a drop-down of the quarters near `quarter`.
    """
    for number, row in enumerate(rows, start=2):
        setting = setting_of(row)
        if not setting:
            continue
        validation = DataValidation()
        if setting.key == "quarter" and quarter:
            near = ",".join(str(quarter.later(step)) for step in range(*_QUARTERS_ROUND))
            validation = DataValidation(type="list", formula1=f'"{near}"', allow_blank=True)
            validation.error, validation.errorStyle = (
                "This quarter is not in the list. Is it written as Q3 2016/17?",
                "warning",
            )
        _say(sheet, f"B{number}", setting, validation)


def colour(sheet: Worksheet, table: Table, columns: Iterable[Column], last: int, key: Rows) -> None:
    """Give the status words the key's colours, with text that can be read on them."""
    if table not in (ACTIONS, HISTORY):
        return
    for number, column in enumerate(columns, start=1):
        if column.key != "status":
            continue
        letter = get_column_letter(number)
        for row in key:
            if row.get("word") and (fill := colours.fill(row.get("colour", "") or row["word"])):
                style = DifferentialStyle(
                    fill=PatternFill(bgColor=fill), font=Font(color=colours.ink(fill), bold=True)
                )
                word = storable(row["word"]).replace('"', '""')
                rule = Rule(type="expression", formula=[f'TRIM(${letter}2)="{word}"'], dxf=style)
                sheet.conditional_formatting.add(f"{letter}2:{letter}{last}", rule)
