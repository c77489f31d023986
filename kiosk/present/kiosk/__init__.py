"""The words and views of the kiosk screens."""
