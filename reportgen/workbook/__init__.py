"""Our own .xlsx workbook: read, written, and annotated with its problems."""
