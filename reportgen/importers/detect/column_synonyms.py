"""What councils call the columns of an action plan, beside the names that our own workbook goes by."""

from collections.abc import Mapping

from reportgen.model.columns import fold_name

_ALSO: Mapping[str, tuple[str, ...]] = {
    "ref": ("Action ref no", "Ref number", "Item", "Item no", "Number", "Unique ref", "Code", "Action code", "Objective ref"),
    "objective": (
        *("Priority", "Priorities", "Strategic priority", "Strategic objective", "Key objective", "Objectives"),
        *(
            "Aim",
            "Aims",
            "Goal",
            "Bucket",
            "Bucket name",
            "Workstream",
            "Work stream",
            "Strand",
            "Key theme",
            "Priority area",
            "Area",
            "Outcome area",
        ),
    ),
    "title": (
        *(
            "Task name",
            "Title",
            "Action required",
            "Actions required",
            "Agreed action",
            "Key action",
            "Key actions",
            "Action point",
            "Description",
        ),
        *("Action description", "Description of action", "Milestone", "Milestones", "Key milestones", "Recommendation"),
        *("Recommendations", "What", "What we will do", "What will we do", "What do we need to do", "Actions to be taken"),
        *("Project", "Initiative", "Key task", "Key tasks", "Tasks", "Activities", "Deliverable", "Commitment", "Intervention"),
    ),
    "outcome": (
        *("Output", "Outputs", "Outcome measure", "Outcomes measures", "Measure", "Measures", "Success measure"),
        *("Success measures", "Measure of success", "Measures of success", "Success criteria", "Performance measure", "Impact"),
        *(
            "Desired outcome",
            "Outcome sought",
            "Planned outcome",
            "How will we know",
            "How will we know it worked",
            "What will success look like",
            "Result",
        ),
        *("Key performance indicator", "KPI", "Benefit", "Benefits", "Outputs/Outcomes", "Outcome/Output"),
    ),
    "timescale": (
        *("Target date", "By when", "Completion date", "Target completion date", "Due by", "Date due", "Timeframe"),
        *("Time frame", "Timeline", "Timing", "Time scale", "End date", "Target completion", "Completion by", "Delivery date"),
        *(
            "When will it be done",
            "When will this be done",
            "By when will it be done",
            "Date",
            "Original due date",
            "Planned completion",
            "Planned end date",
            "Target timescale",
            "Date for completion",
        ),
    ),
    "officers": (
        *(
            "Who will lead",
            "Who will do it",
            "Who will do this",
            "Who leads",
            "Responsible person",
            "Responsible",
            "Person responsible",
            "Who",
            "By whom",
            "Who is responsible",
            "Lead person",
        ),
        *(
            "Action owner",
            "Responsibility",
            "Lead agency",
            "Lead organisation",
            "Lead name",
            "Accountable",
            "Accountable lead",
            "Responsible lead",
        ),
        *("Named lead", "Named officer", "Assigned to", "Allocated to", "Action lead", "Lead partner", "Lead responsibility"),
    ),
    "partners": ("Partners involved", "Key partners", "Partner organisations", "Supporting partners", "Support", "Agencies"),
    "status": (
        *("BRAG", "BRAG rating", "BRAG status", "RAGB", "Progress status", "Action status", "Delivery status", "RAG score"),
        *(
            "Progress RAG",
            "Overall RAG",
            "Current RAG",
            "Latest RAG",
            "Current RAG status",
            "RAG now",
            "Traffic light",
            "State",
            "RAG or BRAG",
        ),
    ),
    "progress": (
        *("Progress made", "Progress report", "Progress/Comments", "Comments/Progress", "Progress notes", "Latest position"),
        *("Current position", "Position", "Status update", "Latest progress", "Notes", "Narrative", "Progress and comments"),
        *("Progress commentary", "Progress since last meeting", "Update/Comments", "Commentary on progress", "Updates"),
    ),
    "next_steps": (
        "Further action",
        "Further actions",
        "Next action",
        "Next actions",
        "Planned action",
        "Mitigation",
        "Actions next",
    ),
    "revised_timescale": ("Revised target date", "Revised completion date", "New date", "New target date", "Revised deadline"),
    "target": ("Target figure", "Target value", "KPI target"),
    "actual": ("Actual figure", "Actual value", "Actual performance", "Performance"),
}

NAMES = {fold_name(name): key for key, names in _ALSO.items() for name in names}
"""Column keys by folded names."""
WEAK = frozenset(
    map(
        fold_name,
        (
            *("Date", "Item", "Number", "Code", "What", "Description", "Area", "Notes", "Position", "State", "Result"),
            *(
                "Performance",
                "Title",
                "Lead agency",
                "Lead partner",
                "Lead organisation",
                "Support",
                "Impact",
                "Project",
                "Priority",
                "Theme",
            ),
        ),
    )
)
"""Names that may mean much else: they count where no better one is there."""
