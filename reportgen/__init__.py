"""Makes a Community Safety Partnership's quarterly action plan from a status spreadsheet.

reading = reportgen.read(Path("plan.xlsx"))
files = reportgen.documents(reportgen.report(reading))
"""

from reportgen.app.documents import documents
from reportgen.app.read import read, report
from reportgen.model.errors import Refusal
from reportgen.model.formats import Format
from reportgen.model.plan import Plan, Settings
from reportgen.model.problems import Problem

__all__ = ["Format", "Plan", "Problem", "Refusal", "Settings", "documents", "read", "report"]
