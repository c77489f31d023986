"""The kiosk program: its QML model, the controller that runs effects, and the services behind it."""
