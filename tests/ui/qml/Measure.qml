// Tells of a screen what can be measured: each text, target and picture with its place, in one call.
import QtQuick

QtObject {
    // Places are [left, top, right, bottom] in the pixels of `stage`.
    function told(stage) {
        const found = {
            texts: [],
            targets: [],
            pictures: []
        };
        const whole = place(stage, stage, 0, 0, stage.width, stage.height);
        read(stage, stage, found, -1, [], false, true);
        found.whole = whole;
        return JSON.stringify(found);
    }
    function place(item, stage, x, y, width, height) {
        const rect = item.mapToItem(stage, x, y, width, height);
        return [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
    }
    function kind(item) {
        return String(item).split(/_QML|\(/)[0];
    }
    function read(item, stage, found, holder, inside, toolbar, enabled) {
        for (const child of item.children) {
            if (!child.visible || child.opacity === 0)
                continue;
            const awake = enabled && child.enabled;
            let held = holder;
            if (child.objectName !== "" && child.activeFocusOnTab) {
                held = found.targets.length;
                found.targets.push({
                    name: child.objectName,
                    kind: kind(child),
                    place: place(child, stage, 0, 0, child.width, child.height),
                    holder: holder,
                    toolbar: toolbar,
                    enabled: awake
                });
            }
            if (child instanceof Text && child.text !== "")
                found.texts.push(text(child, stage, held, inside, toolbar, awake));
            else if (child instanceof Image && child.source != "" && child.width > 0)
                found.pictures.push({
                    name: String(child.source).replace("image://", ""),
                    place: place(child, stage, 0, 0, child.width, child.height),
                    holder: held,
                    toolbar: toolbar,
                    enabled: awake
                });
            const named = kind(child);
            read(child, stage, found, held, named.startsWith("QQuick") ? inside : [...inside, named], toolbar || named === "Toolbar", awake);
        }
    }
    function text(item, stage, holder, inside, toolbar, enabled) {
        const wide = item.contentWidth;
        const from = item.effectiveHorizontalAlignment === Text.AlignRight ? item.width - wide : item.effectiveHorizontalAlignment === Text.AlignHCenter ? (item.width - wide) / 2 : 0;
        const air = item.lineHeightMode === Text.FixedHeight ? 0.14 * item.lineHeight : 0;
        return {
            text: item.text,
            kind: kind(item),
            ink: place(item, stage, from, air, wide, item.height - 2 * air),
            width: item.width,
            height: item.height,
            implicit_height: item.implicitHeight,
            content_width: wide,
            lines: item.lineCount,
            truncated: item.truncated,
            px: item.font.pixelSize,
            bold: item.font.bold,
            family: item.font.family,
            color: String(item.color),
            fits: item.fits ?? true,
            holder: holder,
            inside: inside,
            toolbar: toolbar,
            enabled: enabled
        };
    }
}
