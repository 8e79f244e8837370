"""Workbooks for officers to fill in."""
