"""The kinds of document that are made."""

from enum import Enum


class Format(Enum):
    """By their file endings."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
