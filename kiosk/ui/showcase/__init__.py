"""Situations, galleries and the demo: the programs shown and played without visitors."""
