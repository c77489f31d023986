"""What an office offers, read from files: stations, errands, questions, rules, and one office's own settings.

Files in, `kiosk.core.office_config.Offer` out. A faulty part is left out and reported in one line; the rest runs.
"""
