"""`reportgen serve`: the page in the browser."""

from pathlib import Path

from reportgen.cli import console
from reportgen.cli.commands import Commands, today


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "serve",
        help="do all of this in the browser",
        description=(
            "Open a page in the browser of this computer: drop a workbook, see what is wrong, mend"
            " it, make the papers. Nothing leaves the computer."
        ),
    )
    command.add_argument(
        "plan",
        metavar="WORKBOOK",
        nargs="?",
        type=Path,
        help="a workbook to open, which is read again whenever it is saved",
    )
    command.add_argument("--port", type=int, default=0, help="the port to use (any that is free)")
    command.add_argument(
        "--no-browser",
        action="store_false",
        dest="browser",
        help="only print the address",
    )
    command.add_argument(
        "--host",
        metavar="NAME",
        default="",
        help="serve it to others, at this name or address of the computer; wants --password-file",
    )
    command.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        help="a file with the password that others need, or its Argon2 hash",
    )
    command.set_defaults(run=serve)


def serve(
    *, plan: Path | None, port: int, browser: bool, host: str, password_file: Path | None
) -> int:
    """Serve the page until it is quit."""
    # Here and not above: Flask takes as long to load as the rest of the command line.
    from reportgen.web import server  # noqa: PLC0415

    hooks = server.ServerHooks(today=today, tell=console.tell, fault=console.fault)
    server.serve(
        server.Options(
            plan=plan, port=port, browser=browser, host=host, password_file=password_file
        ),
        hooks,
    )
    return 0
