"""The heart: visits, stops, agendas, the check-in flow, the fold of an office day.

Frozen data and pure functions. Knows no Qt, no files, no network, no clock and no randomness:
time, ids and seeds are passed in.
"""
