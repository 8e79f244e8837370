"""A view and a template in, bytes out.

What a report says was decided before; here is only how it looks.
"""
