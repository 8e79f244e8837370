"""Templates of somebody's own, compiled in a process that may be ended.

Typst does not stop at loops without end or lists in lists, and Python cannot interrupt it.
"""

import multiprocessing
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from reportgen.model.errors import Refusal, TemplateWrong
from reportgen.render.typst.engine import UndrawnSigns, compiled

if sys.platform != "win32":
    import resource

_NOWHERE = "http://127.0.0.1:9"  # the port of the service that discards (RFC 863)
_SECONDS, _SECONDS_A_LETTER = 10, 0.000_1  # five times what ours take
_BYTES, _BYTES_A_LETTER = 900 * 1024**2, 400  # twice what they take


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is to be compiled, in how many seconds of processor time and bytes of memory."""

    main: str
    folder: Path
    view: str
    attached: bool
    seconds: int
    memory: int


def compiled_apart(main: str, folder: Path, view: str, *, attached: bool) -> bytes:
    """What `compiled` makes or raises; TemplateWrong where it takes too much time or memory."""
    task = _Task(
        main=main,
        folder=folder,
        view=view,
        attached=attached,
        seconds=int(_SECONDS + len(view) * _SECONDS_A_LETTER),
        memory=_BYTES + len(view) * _BYTES_A_LETTER,
    )
    result = _answer(task)
    if isinstance(result, Refusal | UndrawnSigns):
        raise result
    if not isinstance(result, bytes):
        raise TemplateWrong(
            code="template-stopped",
            what=(
                f"The template {main} stopped: it takes more than {task.seconds:,} seconds, or"
                f" {task.memory // 1024**2:,} MB of memory."
            ),
            fix="A template may only print and repeat what the report holds.",
        )
    return result


def _answer(task: _Task) -> object:
    """What the process says; None where it was ended."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_compile, args=(theirs, task), daemon=True)
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(2 * task.seconds) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()
        ours.close()


def _compile(answer: Connection, task: _Task) -> None:
    """Compile in this process, within its limits, and answer with the bytes or the refusal."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds))
        resource.setrlimit(resource.RLIMIT_AS, (task.memory, task.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"):  # a template asks nobody for packages
        os.environ[name] = os.environ[name.lower()] = _NOWHERE
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what Rust says of memory is told by ours
    try:
        answer.send(compiled(task.main, task.folder, task.view, attached=task.attached))
    except (Refusal, UndrawnSigns) as raised:
        answer.send(raised)
