"""What a user can ask for, a module a use case.

The command line and other edges call this and nothing else.
"""
