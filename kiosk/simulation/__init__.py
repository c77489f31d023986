"""Made-up office days: the calling order played on scenarios and on an office's own settings, policies side by side.

Must not know Qt, the network or the journal.
"""
