"""The HTTP side of the office server: responses, wait estimates and the web pages."""
