"""The workbook of the next quarter."""

from flask import request

from reportgen.app.next_quarter import RolledPlan, next_quarter
from reportgen.web.desk import Answer, Desk, OpenPlan, stem
from reportgen.web.workspace import safe_name


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/next-quarter", _look)
    desk.serve_plan("/next-quarter", _roll, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    made = desk.workspace.made.get("next-file")
    return desk.show("next.html", reading=plan.reading, made=made)


def _roll(desk: Desk, plan: OpenPlan) -> Answer:
    workspace = desk.workspace
    rolled = workspace.reader.do(
        next_quarter,
        plan.path,
        workspace.new_folder() / "next.xlsx",
        made_on=desk.today(),
        force="force" in request.form,
    )
    title = plan.reading.plan.settings.title or stem(plan.path)
    name = safe_name(f"{title} {str(rolled.after).replace('/', '-')}.xlsx")
    workspace.offer_work(rolled.path, "next", name=name)
    workspace.made["next"] = f"{rolled.after} made"
    say_of(desk, rolled)
    return desk.go("/next-quarter")


def say_of(desk: Desk, rolled: RolledPlan) -> None:
    """Say what is in the next quarter's workbook, and what is to be looked at."""
    desk.say(f"The workbook of {rolled.after} is ready; {rolled.before} is in its History.")
    if rolled.cleared:
        desk.say(f"Blank now: {', '.join(rolled.cleared)}.")
    if rolled.kept:
        desk.say(f"Read again, they may be of {rolled.before}: {', '.join(rolled.kept)}.")
    for problem in rolled.problems:
        desk.say(f"{problem.what} {problem.fix}")
