"""The journal: events to bytes, their hash chain, the SQLite store, its writer thread and its locks.

Knows SQLite and files; must not know offices' rules, words or Qt.
"""
