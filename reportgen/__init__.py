"""Makes a Community Safety Partnership's quarterly action plan from a status spreadsheet.

What can be asked for is in `reportgen.app`:

    from reportgen.app.documents import all_documents, report
    from reportgen.app.read import read

    files = all_documents(report(read(Path("plan.xlsx"))))
"""
