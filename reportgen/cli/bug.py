"""What happens when the program itself is wrong: a file to send, one sentence, and exit code 70."""

import sys
from types import TracebackType

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the whole traceback to a file and say where it is. Used as sys.excepthook, so nothing is swallowed."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(130)  # what shells give for Ctrl-C; nothing is wrong
    import platform  # noqa: PLC0415 - only a bug needs these, and every command loads this file
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415
    from importlib.metadata import version  # noqa: PLC0415

    words = "".join(traceback.format_exception(kind, error, trace))
    about = f"reportgen {version('reportgen')}, Python {platform.python_version()}, {platform.platform()}"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="reportgen-bug-", suffix=".log", delete=False) as file:
        file.write(f"{about}\n{sys.argv}\n\n{words}")
    sys.stderr.write(
        f"The program has a fault of its own ({kind.__name__}). What happened is written in {file.name}; "
        "send that file to whoever looks after the program. No file of yours was changed.\n"
    )
    raise SystemExit(EXIT_CODE)
