"""What a command is described to: argparse's own type, which has no public name."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"
