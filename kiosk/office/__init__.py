"""The office server: puts the events of an office into one order, decides, and serves devices and web pages.

Must not know Qt."""
