"""Papers that are being made: in a process, while pages say how far it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app.build import BuildOptions, BuildResult

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Papers that were asked for, and the result to come."""

    workbook: Path
    options: BuildOptions
    result: "Future[BuildResult]"

    @property
    def done(self) -> bool:
        """Whether all is made, or nothing more will be."""
        return self.result.done()
