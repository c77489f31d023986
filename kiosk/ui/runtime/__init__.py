"""The Qt runtime that all programs share: windows, fonts, pictures, list models."""
