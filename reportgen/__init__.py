"""Makes a Community Safety Partnership's quarterly action plan from a spreadsheet."""
