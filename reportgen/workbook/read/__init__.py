"""Reads a workbook into a plan, with every problem noticed on the way."""
