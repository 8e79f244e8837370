"""What is odd about the names of officers: a person among posts, two posts taken for one."""

import re
from collections.abc import Collection, Iterator, Mapping

from reportgen.checks.contradictions import Finding
from reportgen.facts.analysis import PlanAnalysis
from reportgen.model.plan import Action
from reportgen.model.text import fold, quoted

_WORDS = """
    accountant adviser advisor agencies agency alliance ambassador ambulance analyst architect
    assistant auditor bursar buyer captain caretaker chair chairman chairperson chairwoman champion
    chief clerk commissioner constable consultant contractor controller coordinator co-ordinator
    council councillor counsellor curator custodian dean deputy designer developer director
    driver ecologist economist editor engineer executive facilitator foreman forester governor
    groundsman handyman head headmaster headmistress headteacher holder inspector investigator
    keeper lead leader lecturer librarian manager mayor member mentor midwife nurse officer
    operative organiser owner paramedic partner partnership pharmacist planner practitioner
    president principal procurator professor programmer provider psychologist purser receptionist
    registrar rep representative researcher ranger secretary sergeant solicitor specialist sponsor
    statistician steward superintendent supervisor supplier surveyor teacher technician therapist
    trainer treasurer trustee tutor university vice volunteer warden worker

    management dci dcs di ds dc det insp insp. pc ps sgt supt ch acc cc chief
    advice aid citizen citizens concern company co inc limited llp ltd plc
    association board brigade bureau charity club committee community constabulary department
    directorate division fire force forum group hub network office police practice rescue school
    service society team trust unit

    abuse academy access acting adult arts asset assurance audit benefit benefits business
    campaign cemetery change children clinical clerical college commercial communication
    communications compliance conservation construction contract corporate countryside crime
    customer data democratic digital disability domestic drainage duty education emergency energy
    enforcement environment environmental equality estate estates facility facilities family
    finance financial fleet flood food general governance growth health healthy heritage highway
    highways home homes homelessness hospital housing human income infrastructure innovation
    insurance intelligence interim international joint junior legal leisure liaison library
    licensing local maintenance marketing media medical monitoring museum neighbourhood nursing
    offending operation operational operations parish park parking payroll performance personnel
    planning policy practice prevention probation procurement programme project property
    protection public quality rural records recruitment recycling regeneration regional repair
    repairs research resilience resource resources revenue revenues risk road roads safeguarding
    safety sector security senior site social sport sports staff standard statutory stock strategic
    strategy street support sustainability system systems technical tenancy theatre tourism town
    trading training transformation transport travel treasury tree urban victim voluntary waste
    watch water web welfare workshop youth all
"""
_POSTS = frozenset(_WORDS.split())
"""Words in the names of posts and bodies, in the singular."""

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "cllr")
_NAMES = (2, 3)  # words of a person's name
_ENOUGH = 3  # other officers, at least, for a practice to be seen


Names = Mapping[str, tuple[str, Action]]
"""Each officer's name as first typed, with its first action, by the name in small letters."""


def officers(analysis: PlanAnalysis) -> Iterator[Finding]:
    """What is odd about the names of officers, each at the first action that has the name."""
    names: dict[str, tuple[str, Action]] = {}
    for state in analysis.states:
        for name in state.action.officers:
            names.setdefault(fold(name), (name, state.action))
    yield from _persons(names)
    yield from _joined(names)


def _persons(names: Names) -> Iterator[Finding]:
    """A finding for an officer named as a person where every other is named as a post.

    People move on, posts stay.
    """
    persons = [(name, action) for name, action in names.values() if is_person(name)]
    if len(persons) != 1 or len(names) <= _ENOUGH:
        return
    [(person, action)] = persons
    yield Finding(
        code="officer-a-person",
        action=action,
        key="officers",
        what=f"{quoted(person)} seems to be a person, where every other officer is a post.",
        fix="Type the post, which stays when people move on.",
    )


def _joined(names: Names) -> Iterator[Finding]:
    """A finding for a name that seems to be several: “Safeguarding Adults Manager / DA Lead”.

    Nothing is guessed: it stays one until somebody says so.
    """
    for name, action in names.values():
        if parts := _parts(name, names):
            yield Finding(
                code="officers-joined",
                action=action,
                key="officers",
                what=f"{quoted(name)} is taken for one officer, and may be {parts}.",
                fix=(
                    "If so, give each a line of its own in the cell (Alt and Enter), so that each"
                    " is asked."
                ),
            )


def _parts(name: str, names: Collection[str]) -> int:
    """How many officers a name seems to be; 0 where it is one.

    It is several with a stroke between posts, where a part between strokes or commas is an officer
    of its own, or where both sides of “and” are: “Police and Crime Commissioner” is one.
    """
    listed = [part for part in re.split(r"\s*[/,]\s*", name) if part]
    if len(listed) > 1 and (
        any(fold(part) in names for part in listed)
        or " / " in name
        or ("/" in name and all(map(_is_post, listed)))
    ):
        return len(listed)
    both = re.split(r"\s*[&+]\s*|\s+and\s+", name)
    return len(both) if len(both) > 1 and all(fold(part) in names for part in both) else 0


def _is_post(words: str) -> bool:
    """Whether a word of a post or body is among these."""
    return any(
        folded in _POSTS or folded.removesuffix("s") in _POSTS
        for folded in (word.strip(".,()").casefold() for word in words.split())
    )


def is_person(name: str) -> bool:
    """Whether a name looks like a person's.

    That is two or three capitalised words, not counting a title, none of them of a post or body,
    and nothing in brackets: “Citizens Advice (Ann Day)” is a body.
    """
    words = [word.strip(".,") for word in name.split()]
    names = [word for word in words if word.casefold() not in _TITLES]
    if _is_post(name) or name.isupper() or "(" in name:
        return False
    return len(names) in _NAMES and all(word[:1].isupper() for word in names)
