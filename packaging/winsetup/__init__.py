"""Builds the Windows installers on Linux, from wheels and a Python given by hand.

Runs at build time only. Must not know offices, words or screens.
"""
