"""Somebody else's document in, the rows of our workbook out: what each cell of it became, or why it was left out."""
