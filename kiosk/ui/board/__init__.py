"""The board in the hall: what it remembers of the calls, its view model, its voice and its program.

Must not know rules, words or places on the screen; QML lies in `kiosk/ui/qml/board`."""
