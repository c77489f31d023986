"""Builds the Debian packages: what is frozen, what is left out, where it lies, what it depends on.

Runs at build time only; nothing of it is installed. Must not know offices, words or screens.
"""
