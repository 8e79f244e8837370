"""What is decided once every row was seen: quarters, refs, statuses, and the sheets of the new workbook."""
