"""Where the files that come with the program are: templates and the example workbook."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """The folder `templates` or `data`: inside an installed package, beside it in a clone of the repository."""
    inside = Path(__file__).parent / folder
    return inside if inside.is_dir() else inside.parent.parent / folder
