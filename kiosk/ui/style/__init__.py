"""The look as data: tokens.json, and the QML made from it. Knows no screen and no words."""
