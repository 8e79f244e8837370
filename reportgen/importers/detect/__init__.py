"""Which tables are a plan, which rows are its headings, and what each column and row is."""
