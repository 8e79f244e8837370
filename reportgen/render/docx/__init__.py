"""A report as a Word document.

The only part that knows docxtpl and python-docx, loaded when Word is asked for.
"""
