"""Starts reportgen from a folder that nothing was installed into. Run by “Start reportgen”."""

import sys
from pathlib import Path

_OLDEST, _NEWEST = (3, 11), (3, 14)


def _found() -> bool:
    """Put the libraries for this Python before all others; whether there are any."""
    libraries = Path(__file__).resolve().parent / "lib"
    own = libraries / f"cp{sys.version_info[0]}{sys.version_info[1]}"
    sys.path[:0] = [str(libraries / "any"), str(own)]
    return own.is_dir()


if __name__ == "__main__":
    if not _found():
        sys.exit(
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]}. reportgen needs one from"
            f" {'.'.join(map(str, _OLDEST))} to {'.'.join(map(str, _NEWEST))}, in 64 bits, from"
            " python.org."
        )
    from reportgen.cli import main

    main()
