"""Jinja in its sandbox, with an end to everything: loops, sums of words, the page itself."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from jinja2 import Environment, Template, nodes, pass_environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import do_sum
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

_MOST_STEPS = 5_000_000  # of all loops of a template: 10,000 actions take a twentieth
MOST_CHARACTERS = 100_000_000
"""Of a page: one of 10,000 actions has a third."""
_OF_A_CALL = 2  # steps, for the time that it takes
_DEEPEST = 20  # templates that include each other
_LONGEST = 1_000_000  # characters or items of what a product makes
_MOST_BITS = 10_000  # of a number
_MOST_ITEMS = 1_000_000  # of a list and the lists in it, each counted as often as it is there
_COUNT = "environment.of_bounded_size("
_HOLDERS = (list, tuple, dict, set, frozenset)
_FILTER = "within_bounds"


class _Generator(CodeGenerator):
    """Writes loops that count their steps, and lists that are counted when they are made."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own name
        """A template whose loops are over the same things, within bounds."""
        for loop in list(node.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _FILTER, [], [], None, None)
        super().visit_Template(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        """A list, counted."""
        self.write(_COUNT)
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        """A mapping, counted."""
        self.write(_COUNT)
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        """A tuple, counted; but not one of names that values are given to."""
        if node.ctx == "load":
            self.write(_COUNT)
        super().visit_Tuple(node, frame)
        if node.ctx == "load":
            self.write(")")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        """What a filter makes, counted."""
        self.write(_COUNT)
        super().visit_Filter(node, frame)
        self.write(")")


class _Namespace(Namespace):
    """Values of a template, which may be in each other without end: it is not shown what they are.

    The compiler looks for its own class.
    """

    def __repr__(self) -> str:
        """A name for it."""
        return "<namespace>"


def _held(holder: Any) -> Iterable[object]:  # noqa: ANN401 - a list or a mapping
    """What it holds: of a mapping keys and values."""
    return chain(holder, holder.values()) if isinstance(holder, dict) else holder


def _must_not_go_round() -> None:
    """Raise SecurityError where templates include each other, and so themselves, without end."""
    depth, frame = 0, sys._getframe(1)  # noqa: SLF001 - Python's way to its own stack
    while frame.f_back:
        depth += frame.f_code.co_name == "root"  # what Jinja calls a template's function
        frame = frame.f_back
    if depth > _DEEPEST:
        message = f"it includes itself, or templates more than {_DEEPEST} deep in each other"
        raise SecurityError(message)


@pass_environment
def _sum(
    environment: Environment,
    items: Iterable[Any],
    attribute: str | None = None,
    start: object = 0,
) -> object:
    """Jinja's sum, of numbers: that of lists copies all that there is for each of them."""
    if not isinstance(start, int | float):
        message = "it sums what are no numbers"
        raise SecurityError(message)
    return do_sum(environment, items, attribute, start)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which no template goes on for ever; `begin` starts the count for a document."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's own
        super().__init__(**options)
        self.globals.pop("lipsum")  # words without end
        self._steps = [0]  # shared with environments that overlay this one
        self.globals["namespace"] = _Namespace
        self.filters[_FILTER] = self._counted
        self.filters["sum"] = _sum

    def begin(self) -> None:
        """Start to count anew."""
        self._steps[0] = 0

    def _load_template(self, name: Any, globals: Any) -> Template:  # noqa: A002, ANN401 - Jinja's own
        """A template, as `{% include %}` asks for it, unless it is too deep in others."""
        _must_not_go_round()
        return super()._load_template(name, globals)

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        """The same items. Raises SecurityError where the template has gone on for too long."""
        for item in items:
            self._step()
            yield self.of_bounded_size(item)

    def _step(self, steps: int = 1) -> None:
        self._steps[0] += steps
        if self._steps[0] > _MOST_STEPS:
            message = f"it repeats something more than {_MOST_STEPS:,} times"
            raise SecurityError(message)

    def of_bounded_size(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template makes
        """The same value. Raises SecurityError where its lists hold too many things.

        A list may be in another many times, and that in a third: few bytes, but whoever compares or
        prints it goes through all of them.
        """
        if not isinstance(value, _HOLDERS):
            return value
        items: dict[int, int] = {}  # of each list that is in it, by identity
        waiting = [value]
        while waiting:
            inner = [each for each in _held(waiting[-1]) if isinstance(each, _HOLDERS)]
            if new := {id(each): each for each in inner if id(each) not in items}:
                waiting.extend(new.values())
                continue
            holder = waiting.pop()
            items[id(holder)] = len(holder) + sum(items[id(each)] for each in inner)
            if items[id(holder)] > _MOST_ITEMS:
                message = f"it makes lists in lists of more than {_MOST_ITEMS:,} items"
                raise SecurityError(message)
        self._step(len(items))
        return value

    def call(self, context: Any, called: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """What a call gives, which counts as steps do: a macro may call itself."""
        self._step(_OF_A_CALL)
        for value in (*args, *named.values()):
            self.of_bounded_size(value)
        return self.of_bounded_size(super().call(context, called, *args, **named))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """A product or a power that is not too large."""
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * right if operator == "**" else left.bit_length()
            if bits + right.bit_length() > _MOST_BITS:
                message = "it works out a number that is far too long"
                raise SecurityError(message)
        for words, times in ((left, right), (right, left)):
            many = isinstance(words, str | list | tuple) and isinstance(times, int)
            if many and len(words) * times > _LONGEST:
                message = f"it repeats something {times:,} times"
                raise SecurityError(message)
        return super().call_binop(context, operator, left, right)
