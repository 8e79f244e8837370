"""A file that is needed only while something is read. Touches the disk."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reportgen.model.errors import Unreadable


@contextmanager
def scratch(name: str, content: bytes) -> Iterator[Path]:
    """A file of this name and content in a folder of its own, which goes afterwards.

    Raises Unreadable where there is no room.
    """
    with ExitStack() as stack:
        try:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / name
            path.write_bytes(content)
        except OSError as error:
            raise Unreadable(
                code="no-room",
                what=(
                    "To read this, a file has to be put aside, and that cannot be written"
                    f" ({error.strerror})."
                ),
                fix=f"Make room on the disk of {tempfile.gettempdir()}.",
            ) from error
        yield path
