"""Makes a Community Safety Partnership's quarterly action plan from a status spreadsheet.

reading = reportgen.read(Path("plan.xlsx"))
files = reportgen.documents(reportgen.report(reading))
"""

from reportgen.errors import Refusal
from reportgen.making import documents
from reportgen.pipeline import read, report
from reportgen.plan import Plan, Settings
from reportgen.problems import Problem
from reportgen.render.formats import Format

__all__ = ["Format", "Plan", "Problem", "Refusal", "Settings", "documents", "read", "report"]
