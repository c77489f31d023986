"""The check-in: answers, agenda, path, and the flow from the first screen to the ticket."""
