// The line of a visit: single track in one order, double track in any order, forking and joining at 45 degrees.
import QtQuick
import QtQuick.Shapes
import "../../../style"

Item {
    id: line

    property bool lying: false // from the start edge to the end edge instead of downwards
    property bool mirrored: Style.rtl
    property real axis: 0 // where the single track runs, counted from the start edge (lying: from the top)
    // {from, to, doubles: [{from, to, open, goesOn}]}; open: came forked, goesOn: leaves forked
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
        let start = run.from;
        for (const fork of run.doubles) {
            if (fork.from > start)
                drawn += "M" + at(start, 0) + " L" + at(fork.from, 0) + " ";
            start = fork.to;
        }
        return run.to > start ? drawn + "M" + at(start, 0) + " L" + at(run.to, 0) : drawn;
    }
    function twinPath(): string {
        let drawn = "";
        for (const fork of run.doubles)
            for (const side of [-spread, spread]) {
                drawn += "M" + (fork.open ? at(fork.from, side) : at(fork.from, 0) + " L" + at(fork.from + spread, side));
                drawn += " L" + (fork.goesOn ? at(fork.to, side) : at(fork.to - spread, side) + " L" + at(fork.to, 0)) + " ";
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
