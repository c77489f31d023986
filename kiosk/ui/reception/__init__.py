"""Reception: where tickets stand on their lines, the view model, and the program that follows and sends commands.

Must not know rules or words; QML lies in `kiosk/ui/qml/reception`."""
