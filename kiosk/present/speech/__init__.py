"""The words that are spoken, and the list of clips to record."""
