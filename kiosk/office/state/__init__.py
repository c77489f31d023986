"""The state of the office server: the writer, its database and what it holds in memory."""
