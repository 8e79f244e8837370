"""Other people's documents as rows of our workbook, with an account of every cell."""
