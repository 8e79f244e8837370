"""Anything in, a plan out: reads a workbook into a plan and every problem found on the way."""
