"""A copy of a workbook in which its problems are marked, and everything else is as it was.

Not by way of openpyxl: what that does not know (saved results, pictures, charts, newer drop-downs)
it leaves out.
"""
