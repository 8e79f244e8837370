"""The command line: one file a command.

Knows today's date, the screen and the exit codes, and nothing about plans.
"""

from reportgen.cli.program import main as main
