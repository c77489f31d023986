// The mark: two ways meet in a ring and go on as one. Ink or white, never yellow.
import QtQuick
import "../../controls"

Pictogram {
    name: "mark-motesplats"
    rtl: false
    size: 60
}
