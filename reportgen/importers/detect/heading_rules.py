"""The rules by which headings name the plan's columns: what names one, and what may stand with it.

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
    also: frozenset[str] = frozenset()
    """Where there are any, one of them must stand with the word of `heads`."""

    def fits(self, words: frozenset[str]) -> bool:
        """Whether these words of a heading are such a heading."""
        allowed = self.heads | self.others | self.also
        told = bool(words & self.heads) and bool(not self.also or words & self.also)
        return told and words <= allowed and not words & self.never


def words_of(listed: str) -> frozenset[str]:
    """The words of a list with blanks between them."""
    return frozenset(listed.split())


def rule(  # noqa: PLR0913 - the parts of a rule, in the order in which they are read
    key: str, rank: Rank, heads: str, others: str = "", never: str = "", *, also: str = ""
) -> HeadingRule:
    """A rule whose words are given as lists with blanks between them."""
    return HeadingRule(
        key=key,
        rank=rank,
        heads=words_of(heads),
        others=words_of(others),
        never=words_of(never),
        also=words_of(also),
    )


THINGS = (
    "action task risk milestone activity project recommendation item step deliverable issue"
    " improvement work objective rec plan mitigation remedial control workstream"
    " treatment"
)
BY = "by is are be it will do done doing this we need who what how when our has have been so far"
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
    " est exp scale forecast at"
)
_REVISED = "revised new amended extended rescheduled reforecast rebaselined updated"

OF_NAMES = (
    rule(
        "ref",
        Rank.SURE,
        "ref reference no id # num sn sno srno wbs identifier",
        f"{THINGS} unique s sr sl serial number line row report code form minute tracker log",
        "plan",
    ),
    rule("ref", Rank.OURS, "key", "issue"),
    rule("ref", Rank.WEAK, "number code index serial", f"{THINGS} unique s sr line row"),
    rule("ref", Rank.WEAK, "item", "ref"),
    rule("ref", Rank.WEAK, "line point para paragraph rec row"),
    rule("ref", Rank.SURE, "n", also="s"),
    rule("revised_timescale", Rank.SURE, _REVISED, f"{THINGS} {_FUTURE}", "plan"),
    rule("revised_timescale", Rank.SURE, "revised new", "by", also="when"),
    rule("revised_timescale", Rank.LIKELY, "latest", also="date deadline"),
    rule(
        "revised_timescale",
        Rank.LIKELY,
        "extended extension moved slipped postponed deferred rescheduled pushed rolled put",
        "to until till back date granted agreed",
    ),
    rule(
        "timescale",
        Rank.SURE,
        "timescale timeframe timeline deadline due timing when",
        f"{THINGS} {_FUTURE} {BY}",
        "who how",
    ),
    rule(
        "timescale",
        Rank.SURE,
        "date",
        f"{THINGS} {_FUTURE} {BY} to required actioned closure close",
        "who how item issue risk",
    ),
    rule("target", Rank.SURE, "target", also="year annual value figure"),
    rule("timescale", Rank.LIKELY, "end finish completion finished", f"{THINGS} {_FUTURE}"),
    rule("timescale", Rank.LIKELY, "ecd eta"),
    rule("timescale", Rank.WEAK, "quarter", "delivery target planned due completion"),
    rule("timescale", Rank.LAST, "renewal expiry year", "date target delivery planned"),
    rule(
        "timescale",
        Rank.LIKELY,
        "by",
        "complete completed completion finish finished done needed required implement deliver"
        " delivery do to be target planned expected required due close closed achieve achieved",
    ),
    rule("timescale", Rank.LIKELY, "conclude conclusion before", "complete completed or date"),
    rule("timescale", Rank.LAST, "review", "date next when"),
    rule("partners", Rank.SURE, "else", f"who anyone {BY} involved help helping working with to"),
    rule("partners", Rank.SURE, "involved working", "other who with in"),
    rule(
        "partners",
        Rank.LIKELY,
        "with help helping",
        "who whom working we us can will from is joint",
    ),
    rule("partners", Rank.LIKELY, "collaborator consultee", "key other"),
    rule("partners", Rank.LIKELY, "support help input", "needed required", also="from"),
    rule(
        "partners",
        Rank.SURE,
        "partner agency stakeholder support supporting supported contributor partnership",
        f"{_BODIES} {BY} other key involved officer lead with in working and who people resource"
        " delivery project",
        "lead responsible owner accountable",
    ),
    rule(
        "officers",
        Rank.SURE,
        "by",
        "action actioned owned led lead who whom task handled delivered",
    ),
    rule("officers", Rank.SURE, "resp"),
    rule("officers", Rank.LIKELY, "auditee accountability answerable sro", "to"),
    rule("officers", Rank.WEAK, "person", "named key link lead main nominated contact appointed"),
    rule(
        "officers",
        Rank.LAST,
        "handler champion custodian director coordinator author contact team resource pic poc"
        " holder head department directorate",
        "portfolio key lead named nominated main service name",
    ),
    rule("officers", Rank.LIKELY, "dealing handling", "who is with it this"),
    rule(
        "officers",
        Rank.SURE,
        "owner officer lead leader assignee responsible responsibility accountable assigned"
        " allocated delegated whom who actioned",
        f"{THINGS} {_PEOPLE} {BY} to and or",
        "how when what far manager",
    ),
    rule("officers", Rank.WEAK, "lead owner", "operational delivery project day to local working"),
    rule(
        "officers",
        Rank.WEAK,
        "owner officer lead leader responsible responsibility accountable assigned who manager"
        " assignee",
        f"{THINGS} {_PEOPLE} {_BODIES} {BY} to and or",
        "how when what far",
    ),
)
"""The rules of columns that are looked for before the officers' own."""

OF_WORDS = (
    rule("outcome", Rank.LIKELY, "achieve", "what will this it does we want to be see for"),
    rule(
        "outcome",
        Rank.LIKELY,
        "change",
        "what will it this as result we expect",
        also="will expect",
    ),
    rule("outcome", Rank.LIKELY, "want", "what we do to be see for"),
    rule("outcome", Rank.LIKELY, "good different", "what does do look like it will be"),
    rule("outcome", Rank.LIKELY, "criteria criterion", "acceptance closure completion definition"),
    rule("outcome", Rank.LIKELY, "definition", also="done"),
    rule("outcome", Rank.LIKELY, "measured", "how it will be is success this progress we"),
    rule("outcome", Rank.LIKELY, "that", also="so"),
    rule("outcome", Rank.WEAK, "purpose why", "are we doing this is it"),
    rule("outcome", Rank.LAST, "aim", also="action"),
    rule(
        "outcome",
        Rank.SURE,
        "outcome output success kpi indicator difference benefit know worked succeeded",
        f"{BY} intended expected desired planned anticipated target key performance criterion"
        " criteria measure look like sought evidence achieved worked make can improvement know"
        " action project and or impact result deliverable benefit success outcome output",
        "area",
    ),
    rule(
        "outcome",
        Rank.SURE,
        "measure",
        f"{BY} key performance outcome know progress and or target evidence",
    ),
    rule(
        "outcome", Rank.WEAK, "impact result", "intended expected desired planned key and outcome"
    ),
    rule(
        "objective",
        Rank.SURE,
        "objective aim goal workstream strand bucket ambition pillar stream",
        "strategic key corporate overarching area work name title outcome plan service partnership"
        " description strategy link linked council and priority theme to",
    ),
    rule(
        "objective",
        Rank.LIKELY,
        "priority theme area",
        "strategic key corporate overarching work name title outcome plan partnership"
        " description strategy council project focus core cross cutting improvement to",
    ),
    rule("objective", Rank.LIKELY, "parent epic", "summary name title link"),
    rule(
        "objective",
        Rank.LAST,
        "section programme category phase domain standard kloe mission topic chapter group heading"
        " block enquiry",
        "work key area main line core service",
    ),
    rule("objective", Rank.LAST, "area", "service"),
    rule(
        "title",
        Rank.SURE,
        "action task activity",
        f"{BY} {THINGS} key agreed proposed management required specific planned main detail"
        " detailed description name title point taken needed going delivery corrective preventive"
        " smart and new list statement to or undertaken undertake response complete take summary"
        " address achieve deliver reduce meet arising meeting from provider school practice team",
        "far",
    ),
    rule(
        "title",
        Rank.SURE,
        "what",
        "we will do need are is going be done to this have agreed committed deliver achieve"
        " happen must change improve said would needed doing did say",
        "far has",
    ),
    rule("title", Rank.LIKELY, "will going", "we do so are to what you said", "how"),
    rule("title", Rank.LIKELY, "remedial remedy", "work works agreed required needed to action"),
    rule("title", Rank.LIKELY, "work", "needed required to comply do done be outstanding remedial"),
    rule("title", Rank.LIKELY, "step", "to be taken take reduce risk agreed needed required"),
    rule(
        "title",
        Rank.LIKELY,
        "recommendation milestone initiative deliverable commitment intervention improvement pledge"
        " promise undertaking",
        f"{BY} {THINGS} key agreed proposed management main description name title and audit made"
        " delivery required needed",
        "far",
    ),
    rule(
        "title",
        Rank.LIKELY,
        "mitigating mitigation response treatment",
        "action risk required further planned and needed measure management agreed control",
        "plan",
    ),
    rule(
        "title",
        Rank.WEAK,
        "description item title project detail what work",
        "description title name project short brief work item task to be",
    ),
    rule("title", Rank.WEAK, "package", "work"),
    rule("title", Rank.WEAK, "control", "action measure improvement further planned required"),
    rule("title", Rank.LAST, "improvement", "area required needed for"),
    rule("title", Rank.WEAK, "resolution", "issue"),
    rule("title", Rank.LAST, "job scheme motion name"),
    rule("title", Rank.LAST, "matter item", also="arising"),
    rule("title", Rank.LAST, "do", "thing must should", also="to must should"),
    rule("title", Rank.LAST, "how", "will we do it this achieve deliver get there going to are be"),
    rule("title", Rank.LAST, "issue subject summary requirement step", "description name"),
)
"""The rules of columns whose words may also be an officer's: looked for after those."""
