"""The rules by which headings name columns: what names one, and what may stand with that.

docs/importing.md lists examples.
"""

from dataclasses import dataclass

from reportgen.importers.detect.heading_words import Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """Headings of a column: one word of `heads`, and else only these and words of `others`."""

    key: str
    rank: Rank
    heads: frozenset[str]
    others: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    """Words with which a heading means something else."""

    def fits(self, words: frozenset[str]) -> bool:
        """Whether these words of a heading are such a heading."""
        allowed = self.heads | self.others
        return bool(words & self.heads) and words <= allowed and not words & self.never


def words_of(listed: str) -> frozenset[str]:
    """The words of a list with blanks between them."""
    return frozenset(listed.split())


def _rule(key: str, rank: Rank, heads: str, others: str = "", never: str = "") -> HeadingRule:
    return HeadingRule(
        key=key, rank=rank, heads=words_of(heads), others=words_of(others), never=words_of(never)
    )


_THINGS = (
    "action task risk milestone activity project recommendation item step deliverable issue"
    " improvement work objective rec plan mitigation remedial control workstream"
    " treatment"
)
_BY = "by is are be it will do done doing this we need who what how when our has have been so far"
_PEOPLE = (
    "person people party individual manager name named job title role senior executive post"
    " holder postholder contact detail overall main key primary delivery leading led accountable"
    " responsible lead assigned allocated delegated staff member director sponsor resource"
    " nominated"
)
_BODIES = "agency organisation organization partner department service directorate body team"
_FUTURE = (
    "target planned original completion complete completed implementation delivery due end finish"
    " expected estimated agreed proposed baseline scheduled anticipated deadline date timescale"
    " final initial plan timeframe timeline period current overall quarter month year time frame"
    " scale forecast at"
)
_REVISED = "revised new amended extended rescheduled reforecast rebaselined updated"

RULES = (
    _rule(
        "ref",
        Rank.SURE,
        "ref reference no id # num sn sno srno wbs",
        f"{_THINGS} unique s sr sl serial number line row report code form minute",
        "plan",
    ),
    _rule("ref", Rank.OURS, "key", "issue"),
    _rule("ref", Rank.WEAK, "number code index serial", f"{_THINGS} unique s sr line row"),
    _rule("ref", Rank.WEAK, "item", "ref"),
    _rule("ref", Rank.WEAK, "line point para rec"),
    _rule("revised_timescale", Rank.SURE, _REVISED, f"{_THINGS} {_FUTURE}", "plan"),
    _rule(
        "revised_timescale",
        Rank.LIKELY,
        "extended extension moved slipped postponed deferred rescheduled pushed rolled put",
        "to until till back date granted agreed",
    ),
    _rule(
        "timescale",
        Rank.SURE,
        "timescale timeframe timeline deadline due timing when",
        f"{_THINGS} {_FUTURE} {_BY}",
        "who how",
    ),
    _rule(
        "timescale", Rank.SURE, "date", f"{_THINGS} {_FUTURE} {_BY} to", "who how item issue risk"
    ),
    _rule("timescale", Rank.LIKELY, "end finish completion finished", f"{_THINGS} {_FUTURE}"),
    _rule(
        "timescale",
        Rank.LIKELY,
        "by",
        "complete completed completion finish finished done needed required implement deliver"
        " delivery do to be target planned",
    ),
    _rule("timescale", Rank.LIKELY, "conclude conclusion before", "complete completed or date"),
    _rule("timescale", Rank.LAST, "review", "date next when"),
    _rule("partners", Rank.SURE, "else", f"who anyone {_BY} involved help helping working with to"),
    _rule("partners", Rank.SURE, "involved working", "other who with in"),
    _rule("partners", Rank.LIKELY, "with help helping", "who whom working we us can will from is"),
    _rule(
        "partners",
        Rank.SURE,
        "partner agency stakeholder support supporting supported contributor partnership",
        f"{_BODIES} {_BY} other key involved officer lead with in working and who people resource"
        " delivery project",
        "lead responsible owner accountable",
    ),
    _rule("officers", Rank.SURE, "by", "action actioned owned led lead who whom task handled"),
    _rule("officers", Rank.LIKELY, "auditee accountability answerable sro", "to"),
    _rule("officers", Rank.WEAK, "person", "named key link lead main"),
    _rule("officers", Rank.LIKELY, "dealing handling", "who is with it this"),
    _rule(
        "officers",
        Rank.SURE,
        "owner officer lead leader assignee responsible responsibility accountable assigned"
        " allocated delegated whom who actioned",
        f"{_THINGS} {_PEOPLE} {_BY} to and or",
        "how when what far manager",
    ),
    _rule("officers", Rank.WEAK, "lead owner", "operational delivery project day to local working"),
    _rule(
        "officers",
        Rank.WEAK,
        "owner officer lead leader responsible responsibility accountable assigned who manager"
        " assignee",
        f"{_THINGS} {_PEOPLE} {_BODIES} {_BY} to and or",
        "how when what far",
    ),
    _rule(
        "status",
        Rank.SURE,
        "status rag brag ragb rags health trafficlight",
        f"{_THINGS} delivery overall current latest progress rating score now colour color code"
        " completion implementation red amber green blue r a g b position performance or"
        " state this quarter period",
        "issue",
    ),
    _rule("status", Rank.LIKELY, "state", "current action task"),
    _rule(
        "status",
        Rank.WEAK,
        "rating open colour",
        "closed or overall progress current performance this month quarter period",
    ),
    _rule(
        "progress",
        Rank.SURE,
        "progress update comment commentary remark narrative note position achievement",
        f"{_THINGS} status latest current recent made report to date since last meeting on"
        " against key and further officer lead detail summary quarterly quarter this period"
        " explanation highlight delivery implementation brief rag or outcome statement running"
        " reported management by board committee reviewer overall so far recently month year",
    ),
    _rule(
        "progress",
        Rank.LIKELY,
        "comment note remark",
        "additional general other any and supporting further observation",
    ),
    _rule(
        "progress",
        Rank.SURE,
        "taken done",
        "action what has been have to date we so far latest since last meeting time",
        "needed",
    ),
    _rule("progress", Rank.LIKELY, "happened", "what has have so far since last meeting time"),
    _rule(
        "progress",
        Rank.LIKELY,
        "achieved delivered accomplished undertaken actioned completed happened done did",
        "what has have been we our in key this quarter period month year so far since last during"
        " now",
    ),
    _rule("progress", Rank.LIKELY, "far", "so impact result delivered achieved change"),
    _rule("progress", Rank.LIKELY, "where", "are we have got to now up at is it"),
    _rule("progress", Rank.LIKELY, "doing", "how are we is it"),
    _rule("progress", Rank.WEAK, "evaluation", "impact progress and review"),
    _rule("progress", Rank.WEAK, "highlight", "this quarter period month key"),
    _rule(
        "progress",
        Rank.WEAK,
        "evidence feedback response reply answer",
        "progress and officer seen supplied to partnership received given provided",
    ),
    _rule("progress", Rank.LIKELY, "news observation", "latest recent"),
    _rule("progress", Rank.WEAK, "report", "month quarter period management board"),
    _rule("progress", Rank.LAST, "this", "quarter period month"),
    _rule("progress", Rank.LAST, "latest now headline", "this quarter period month"),
    _rule("status", Rank.WEAK, "going", "how is it"),
    _rule(
        "next_steps",
        Rank.SURE,
        "next recovery",
        "step action required needed planned key what activity plan task and in period quarter"
        " milestone month year week happen happening work focus priority is will do we to be done",
        "review update meeting",
    ),
    _rule(
        "next_steps",
        Rank.LIKELY,
        "ahead upcoming forthcoming forward coming",
        "looking look up work activity action period quarter month what is plan step",
    ),
    _rule("next_steps", Rank.LIKELY, "planned further", "action step required needed"),
    _rule("next_steps", Rank.WEAK, "mitigation mitigating", "plan and measure planned"),
    _rule("target", Rank.SURE, "target", "figure value kpi level performance annual"),
    _rule(
        "actual", Rank.SURE, "actual outturn", "figure value kpi performance result level so far"
    ),
    _rule("actual", Rank.WEAK, "performance", "figure value"),
    _rule(
        "outcome",
        Rank.SURE,
        "outcome output success kpi indicator difference benefit know worked",
        f"{_BY} intended expected desired planned anticipated target key performance criterion"
        " criteria measure look like sought evidence achieved worked make can improvement know"
        " action project and or impact result deliverable benefit success outcome output",
        "area",
    ),
    _rule(
        "outcome",
        Rank.SURE,
        "measure",
        f"{_BY} key performance outcome know progress and or target evidence",
    ),
    _rule(
        "outcome", Rank.WEAK, "impact result", "intended expected desired planned key and outcome"
    ),
    _rule(
        "objective",
        Rank.SURE,
        "objective aim goal workstream strand bucket ambition pillar stream",
        "strategic key corporate overarching area work name title outcome plan service partnership"
        " description strategy link linked council and priority theme",
    ),
    _rule(
        "objective",
        Rank.LIKELY,
        "priority theme area",
        "strategic key corporate overarching work name title outcome plan partnership"
        " description strategy council",
    ),
    _rule("objective", Rank.LIKELY, "parent epic", "summary name title link"),
    _rule("objective", Rank.LAST, "section programme category phase", "work key area main"),
    _rule(
        "title",
        Rank.SURE,
        "action task activity",
        f"{_BY} {_THINGS} key agreed proposed management required specific planned main detail"
        " detailed description name title point taken needed going delivery corrective preventive"
        " smart and new list statement to or undertaken undertake response complete take",
        "far",
    ),
    _rule(
        "title",
        Rank.SURE,
        "what",
        "we will do need are is going be done to this have agreed committed deliver achieve"
        " happen must change improve said would",
        "far has",
    ),
    _rule("title", Rank.LIKELY, "will going", "we do so are to what", "how"),
    _rule("title", Rank.LIKELY, "remedial remedy", "work works agreed required needed to action"),
    _rule(
        "title", Rank.LIKELY, "work", "needed required to comply do done be outstanding remedial"
    ),
    _rule("title", Rank.LIKELY, "step", "to be taken reduce risk agreed"),
    _rule(
        "title",
        Rank.LIKELY,
        "recommendation milestone initiative deliverable commitment intervention improvement",
        f"{_BY} {_THINGS} key agreed proposed management main description name title and audit",
        "far",
    ),
    _rule(
        "title",
        Rank.LIKELY,
        "mitigating mitigation response control treatment",
        "action risk required further planned and needed measure management agreed",
        "plan",
    ),
    _rule(
        "title",
        Rank.WEAK,
        "description item title project detail what work",
        "description title name project short brief work item task to be",
    ),
    _rule("title", Rank.WEAK, "package", "work"),
    _rule("title", Rank.LAST, "issue subject summary requirement step", "description name"),
)
