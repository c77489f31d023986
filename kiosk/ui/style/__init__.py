"""The look in QML, most of it made from the design tokens. Knows no screen and no words."""
