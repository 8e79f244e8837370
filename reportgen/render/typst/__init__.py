"""The PDF by Typst: the view as JSON, laid out by the templates *.typ, its tags completed.

Only this part knows Typst, pikepdf and pypdfium2.
"""
