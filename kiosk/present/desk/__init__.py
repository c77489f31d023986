"""The words and view of the desk page."""
