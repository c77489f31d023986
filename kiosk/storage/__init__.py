"""SQLite and file tools that journal, office and devices share.

Must not know what is stored.
"""
