"""Backups and integrity checks of the office database."""
