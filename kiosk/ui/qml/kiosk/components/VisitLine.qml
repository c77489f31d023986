// The line of a visit: single track in one order, double track in any order, forking and joining at 45
// degrees.
import QtQuick
import QtQuick.Shapes
import "../../../style"

Item {
    id: line

    property bool lying: false // from the start edge to the end edge instead of downwards
    property bool mirrored: Style.rtl
    property real axis: 0 // where the single track runs, counted from the start edge (lying: from the top)
    // {start, end, doubles: [{start, end, open, goes_on}]}; open: came forked, goes_on: leaves forked
    property var run: null
    property real spread: 24 // how far each of the two tracks stands from the axis
    property int single: Style.measure.path
    property int twin: 8

    function at(along: real, off: real): string {
        const x = lying ? along : axis + off;
        return (mirrored ? width - x : x) + " " + (lying ? axis + off : along);
    }
    function onePath(): string {
        let drawn = "";
        let start = run.start;
        for (const fork of run.doubles) {
            if (fork.start > start)
                drawn += "M" + at(start, 0) + " L" + at(fork.start, 0) + " ";
            start = fork.end;
        }
        return run.end > start ? drawn + "M" + at(start, 0) + " L" + at(run.end, 0) : drawn;
    }
    function twinPath(): string {
        let drawn = "";
        for (const fork of run.doubles)
            for (const side of [-spread, spread]) {
                drawn += "M"
                    + (fork.open ? at(fork.start, side)
                    : at(fork.start, 0) + " L" + at(fork.start + spread, side));
                drawn += " L"
                    + (fork.goes_on ? at(fork.end, side)
                    : at(fork.end - spread, side) + " L" + at(fork.end, 0)) + " ";
            }
        return drawn;
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.FlatCap
            fillColor: "transparent"
            strokeColor: Style.colour.ink
            strokeWidth: line.single

            PathSvg {
                path: line.run ? line.onePath() : ""
            }
        }
        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: Style.colour.ink
            strokeWidth: line.twin

            PathSvg {
                path: line.run ? line.twinPath() : ""
            }
        }
    }
}
