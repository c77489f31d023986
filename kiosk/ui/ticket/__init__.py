"""The ticket as a picture: text set, laid out and painted for paper, PDF and PNG."""
