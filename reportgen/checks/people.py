"""An officer who is named as a person, where every other is named as a post: people move on, posts stay."""

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.facts.officers import folded_name
from reportgen.facts.position import Position
from reportgen.quoting import quoted

_WORDS = """
    officer manager head director coordinator co-ordinator lead leader chief assistant team sergeant inspector
    superintendent constable chair chairman chairwoman chairperson agency agencies partner partnership council alliance
    trust police service warden adviser advisor executive commissioner supervisor administrator analyst clerk member
    group board committee forum housing community safety all university association provider worker planner secretary
    environmental health trading standard public victim support neighbourhood watch youth offending fire brigade rescue
    data protection property maintenance constabulary probation ambulance legal finance planning licensing enforcement
    crime prevention domestic abuse social care children adult education school college estate street waste park
    leisure transport highway communication media policy strategy business customer operation
"""
_POSTS = frozenset(_WORDS.split())
"""Words of posts and bodies, in the singular."""

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "cllr")
_NAMES = (2, 3)  # words of a person's name
_ENOUGH = 3  # other officers, from which a custom can be seen


def people(position: Position) -> Iterator[Finding]:
    """The first action of the only officer who is named as a person."""
    names = {folded_name(name): name for one in position.standings for name in one.action.officers}
    persons = [name for name in names.values() if is_person(name)]
    if len(persons) != 1 or len(names) <= _ENOUGH:
        return
    [person] = persons
    action = next(one.action for one in position.standings if person in one.action.officers)
    yield Finding(
        code="officer-a-person",
        action=action,
        key="officers",
        what=f"{quoted(person)} seems to be a person, where every other officer is a post.",
        fix="Type the post, which stays when people move on.",
    )


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two or three capitalised words, none of them a post or a body."""
    words = [word.strip(".,()") for word in name.split()]
    names = [word for word in words if word.casefold() not in _TITLES]
    if any(word.casefold() in _POSTS or word.casefold().removesuffix("s") in _POSTS for word in words) or name.isupper():
        return False
    return len(names) in _NAMES and all(word[:1].isupper() for word in names)
