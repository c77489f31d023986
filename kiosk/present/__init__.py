"""Words: what a screen or a ticket says, for a state and a language.

All plurals, numbers, times and bidi isolates. Pure but for reading the catalogues of words. Knows no Qt,
no sizes and no colours.
"""
