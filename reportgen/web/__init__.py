"""The page in the browser: shows what `app` can do, and lets it be done without a command line.

Has no logic of its own: it keeps the files of one sitting, and words what comes back.
"""
