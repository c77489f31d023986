"""Delivery of a journal to the office server, with every answer it may get."""
