"""The words and view of the reception console."""
