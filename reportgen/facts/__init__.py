"""Facts computed from plans: no wording, no layout, no input or output."""
