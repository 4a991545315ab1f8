// How wide a label will be, without asking the browser to lay it out.

export function textWidth(text) {
    let width = 0;
    for (const character of text) {
        width += character.codePointAt(0) >= 0x2e80 ? 12 : 6.9;
    }
    return width;
}

/** The text, cut with an ellipsis if it would be wider than so many pixels. */
export function clip(text, most) {
    if (textWidth(text) <= most) {
        return text;
    }
    let kept = "";
    for (const character of text) {
        if (textWidth(kept + character) > most - 8) {
            break;
        }
        kept += character;
    }
    return `${kept}…`;
}

/** A piece so that its spaces can be seen. */
export function visible(piece) {
    return piece.replace(/ /g, "␣").replace(/\n/g, "⏎").replace(/\t/g, "⇥");
}
