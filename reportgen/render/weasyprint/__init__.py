"""A report as a tagged PDF.

The only part that knows WeasyPrint, which is loaded when a PDF is asked for.
"""
