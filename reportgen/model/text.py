"""Words as they are compared, counted and quoted: the one place that says how."""

from functools import lru_cache


def one_line(words: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(words.split())


def fold(words: str) -> str:
    """Words for comparing: case and spacing set aside, and nothing else."""
    return one_line(words.casefold())


@lru_cache(maxsize=10_000)
def fold_name(words: str) -> str:
    """A heading or name for comparing: punctuation and all spaces set aside too, but for “#”."""
    return "".join(letter for letter in words.casefold() if letter.isalnum() or letter == "#")


def quoted(words: str, most: int = 60) -> str:
    """“The beginning of what was typed…”, on one line, cut after a whole word.

    `most` is how many letters at most.
    """
    line = one_line(words)
    if len(line) <= most:
        return f"“{line}”"
    whole, _, _ = line[:most].rpartition(" ")
    return f"“{whole or line[: most - 1]}…”"


def count(number: int, one: str, many: str = "") -> str:
    """“1 action”, “2 actions”, “no actions”."""
    word = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {word}"
