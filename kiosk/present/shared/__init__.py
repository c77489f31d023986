"""Phrases that several surfaces use: times, reasons, promises, QR codes."""
