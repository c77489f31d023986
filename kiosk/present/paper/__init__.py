"""The words of the printed ticket."""
