"""What somebody typed, quoted in a sentence of ours."""


def quoted(words: str, most: int = 60) -> str:
    """“The beginning of what was typed…”, on one line, cut after a whole word; `most` is how many letters at most."""
    line = " ".join(words.split())
    if len(line) <= most:
        return f"“{line}”"
    whole, _, _ = line[:most].rpartition(" ")
    return f"“{whole or line[: most - 1]}…”"
