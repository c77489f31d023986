// How wide words are in a font, before they are laid out. Bindings that ask follow the font.
import QtQuick

FontMetrics {
    function line(text: string): real {
        // some letters lean out; the height binds to the font
        return Math.ceil(advanceWidth(text) + height / 12);
    }
    function widest(texts: var): real {
        return texts.reduce((most, text) => Math.max(most, line(text)), 0);
    }
    // The least room that holds a text in two lines without breaking a word.
    function twoLines(text: string): real {
        const words = text.split(/\s+/);
        let least = line(text);
        for (let first = 1; first < words.length; first++)
            least = Math.min(least,
                Math.max(line(words.slice(0, first).join(" ")), line(words.slice(first).join(" "))));
        return least;
    }
    function longestWord(text: string): real {
        return widest(text.split(/[\s\u00AD]+/));
    }
}
