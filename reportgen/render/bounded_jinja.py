"""Jinja in its sandbox, with an end to everything: loops, sums of words, the page itself."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment, Template, nodes, pass_environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import do_sum
from jinja2.sandbox import ImmutableSandboxedEnvironment

_MOST_STEPS = 5_000_000  # of all loops of a template: 10,000 actions take a twentieth
MOST_CHARACTERS = 100_000_000
"""Of a page: one of 10,000 actions has a third."""
_OF_A_CALL = 2  # steps, for the time that it takes
_DEEPEST = 20  # templates that include each other
_LONGEST = 1_000_000  # characters or items of what a product makes
_MOST_BITS = 10_000  # of a number
_FILTER = "within_bounds"


class _Generator(CodeGenerator):
    """Writes loops that count their steps."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's own name
        """A template whose loops are over the same things, within bounds."""
        for loop in list(node.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _FILTER, [], [], None, None)
        super().visit_Template(node, frame)


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
            yield item

    def _step(self, steps: int = 1) -> None:
        self._steps[0] += steps
        if self._steps[0] > _MOST_STEPS:
            message = f"it repeats something more than {_MOST_STEPS:,} times"
            raise SecurityError(message)

    def call(self, context: Any, called: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """What a call gives, which counts as steps do: a macro may call itself."""
        self._step(_OF_A_CALL)
        return super().call(context, called, *args, **named)

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
