"""The rules by which headings name the columns that officers fill in.

docs/importing.md lists examples.
"""

from reportgen.importers.detect.heading_rules import THINGS, rule
from reportgen.importers.detect.heading_words import Rank

OF_ANSWERS = (
    rule(
        "progress",
        Rank.LIKELY,
        "reason rationale explanation justification detail description",
        "rating score current",
        also="rag brag status",
    ),
    rule(
        "status",
        Rank.SURE,
        "status rag brag ragb rags health trafficlight",
        f"{THINGS} delivery overall current latest progress rating score now colour color code"
        " completion implementation red amber green blue r a g b position performance or"
        " state this quarter period",
        "issue",
    ),
    rule("status", Rank.LIKELY, "state", "current action task"),
    rule("status", Rank.LIKELY, "track", "is it are we on still", "green"),
    rule("status", Rank.WEAK, "confidence", "rating delivery level rag"),
    rule("status", Rank.LAST, "stage condition assessment", "current project action task self"),
    rule(
        "status",
        Rank.WEAK,
        "rating open colour live active",
        "closed or overall progress current performance this month quarter period",
    ),
    rule(
        "progress",
        Rank.SURE,
        "progress update comment commentary remark narrative note position achievement situation",
        f"{THINGS} status latest current recent made report to date since last meeting on"
        " against key and further officer lead detail summary quarterly quarter this period"
        " explanation highlight delivery implementation brief rag or outcome statement running"
        " reported management by board committee reviewer overall so far recently month year"
        " next step",
    ),
    rule(
        "progress",
        Rank.LIKELY,
        "comment note remark",
        "additional general other any and supporting further observation",
    ),
    rule(
        "progress",
        Rank.SURE,
        "taken done",
        "action what has been have to date we so far latest since last meeting time",
        "needed",
    ),
    rule("progress", Rank.LIKELY, "happened", "what has have so far since last meeting time"),
    rule(
        "progress",
        Rank.LIKELY,
        "achieved delivered accomplished undertaken actioned completed happened done did",
        "what has have been is do work task activity we our in key this quarter period month"
        " year so far since last during now",
    ),
    rule("progress", Rank.LIKELY, "far", "so impact result delivered achieved change work story"),
    rule("progress", Rank.LIKELY, "where", "are we have got to now up at is it"),
    rule("progress", Rank.LIKELY, "doing", "how are we is it"),
    rule("progress", Rank.WEAK, "evaluation", "impact progress and review"),
    rule("progress", Rank.WEAK, "highlight", "this quarter period month key"),
    rule(
        "progress",
        Rank.WEAK,
        "evidence feedback response reply answer",
        "progress and officer seen supplied to partnership received given provided",
    ),
    rule("progress", Rank.LIKELY, "news observation", "latest recent"),
    rule("progress", Rank.WEAK, "explanation", "further"),
    rule("progress", Rank.WEAK, "information", "supporting additional further other"),
    rule("progress", Rank.LAST, "journal log diary", "progress action"),
    rule("progress", Rank.LAST, "follow", also="up"),
    rule("progress", Rank.WEAK, "report", "month quarter period management board"),
    rule("progress", Rank.LAST, "this", "quarter period month"),
    rule("progress", Rank.LAST, "latest now headline", "this quarter period month"),
    rule("status", Rank.WEAK, "going", "how is it"),
    rule(
        "next_steps",
        Rank.SURE,
        "next recovery",
        "immediate step action required needed planned key what activity plan task and in period"
        " quarter milestone month year week happen happening work focus priority is will do we"
        " to be done",
        "review update meeting",
    ),
    rule(
        "next_steps",
        Rank.LIKELY,
        "ahead upcoming forthcoming forward coming",
        "looking look up work activity action period quarter month what is plan step",
    ),
    rule("next_steps", Rank.LIKELY, "planned further", "action step required needed work"),
    rule("next_steps", Rank.LIKELY, "future forward", "action plan work activity step"),
    rule(
        "next_steps",
        Rank.LIKELY,
        "remaining outstanding left still",
        "action work task step what is to do be done",
    ),
    rule("next_steps", Rank.LIKELY, "corrective", also="step measure"),
    rule("next_steps", Rank.LIKELY, "green", "to plan", also="path route return"),
    rule("next_steps", Rank.LIKELY, "track", "action what to get on", also="back"),
    rule("next_steps", Rank.WEAK, "mitigation mitigating treatment", "plan and measure planned"),
    rule("target", Rank.LIKELY, "figure value", also="goal planned"),
    rule("target", Rank.LAST, "trajectory"),
    rule("target", Rank.SURE, "target", "figure value kpi level performance annual"),
    rule("actual", Rank.SURE, "actual outturn", "figure value kpi performance result level so far"),
    rule(
        "actual",
        Rank.LIKELY,
        "value figure performance data result",
        "year",
        also="current latest so far achieved",
    ),
    rule("actual", Rank.LIKELY, "ytd", "actual figure value"),
    rule("actual", Rank.LIKELY, "year", "so", also="far"),
    rule("actual", Rank.WEAK, "performance", "figure value"),
)
