"""The options and commands that the program's remedies name, in the words of the command line."""

from reportgen.model.errors import Remedy

WORDS = {
    "another-folder": (
        "Check the folder and the space on the disk, or choose another folder with -o."
    ),
    "as-built": (
        "Give a .pdf, .docx, .html or .txt as “reportgen build” wrote it; printing or saving it"
        " again takes that away."
    ),
    "check-or-draft": "Mend what “reportgen check” names, or build the draft without --final.",
    "check-or-force": "Mend what “reportgen check” names, or roll it on as it is with --force.",
    "compare-template": ("Compare it with the template that ships: reportgen templates copy DIR"),
    "divide-plan": (
        "Make Word and HTML of it (--format docx --format html), or divide the plan; {longest} can"
        " be laid out."
    ),
    "get-pango": (
        "Run “reportgen doctor”, which says how to get them. Word and HTML work without: --format"
        " docx --format html"
    ),
    "get-typst": (
        "Install it (pip install “reportgen[typst]”), or leave out --engine and the setting PDF"
        " engine."
    ),
    "give-document": "Give the PDF, Word file or web page that “reportgen build” made.",
    "give-or-import": "{give}; or make one of the plan in it: reportgen import.",
    "give-previous": "It was compared with {previous}: give that workbook as --previous.",
    "give-setting": (
        "The source gives no {names}: type {it} in the sheet Report, or give {it} as --set"
        ' "{setting}=…".'
    ),
    "head-or-new": (
        "If it is somebody else’s plan, make a workbook of it: reportgen import {source} -o"
        " NAME.xlsx."
        " Else head the columns so, or start from a blank workbook: reportgen new plan.xlsx"
    ),
    "leave-out-previous": "It was compared with no other workbook: leave out --previous.",
    "make-folder": "Make one with: reportgen templates copy {folder}",
    "map-heading": (
        'No column was taken as {names}. If one of yours is, say so: --map "Your heading={column}".'
    ),
    "map-one": 'If “{heading}” is that, say so: --map "{heading}={column}".',
    "map-two": (
        'Say what two headings mean at least: --map "What will be done=Action" --map'
        ' "Who=Accountable Officer".'
    ),
    "mend-templates": "Mend {templates} if you changed them; else run: reportgen doctor",
    "more-like-it": "{fix} There are {more} more like it: see “reportgen check”.",
    "no-folder": "{parent} is no folder; choose another folder with -o.",
    "one-by-one": "Build them one by one, each into a folder of its own with -o.",
    "other-engine": "Make the PDF with the other engine: --engine weasyprint.",
    "other-templates": (
        "It was changed since, or made with other templates (give them as --templates), or on a"
        " computer with other fonts."
    ),
    "page-alone": (
        "Send the workbook to whoever looks after the program; the web page alone can be had with"
        " --format html."
    ),
    "prefer": (
        "Ask which holds, and type it in the merged workbook; or merge again with --prefer and the"
        " name of the file that holds, or with --disputes for a sheet to choose in."
    ),
    "prefer-too": (
        "It comes with --prefer and the name of this file; else type it in the merged workbook too."
    ),
    "put-back-template": "Put back the one that ships: reportgen templates copy DIR",
    "quarter-or-force": (
        "Put the quarter in the Report sheet right; or write it there a second time with --force."
    ),
    "save-as-or-import": "{save_as}; or make a workbook of the plan in it: reportgen import.",
    "type-or-import": (
        "{type} If this is a tracker of your own, make a workbook of it: reportgen import."
    ),
    "untaggable": (
        "If you changed the templates: no element inside a link, no text in a picture. Else run:"
        " reportgen doctor"
    ),
}
"""By the codes of remedies; in braces the values that a remedy brings."""


def worded(sentence: str) -> str:
    """A sentence of the program as the command line says it."""
    if isinstance(sentence, Remedy):
        return WORDS[sentence.code].format(**sentence.values)
    return sentence
