"""Values that every part knows: the plan, its words, its calendar, its problems.

No input or output.
"""
