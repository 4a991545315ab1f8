// Roving tabindex: of many elements one can be tabbed to, and arrows go from one to the next.

/** In a row (or, with columns, in a grid read row by row). onMove(index) after an arrow key. */
export function rove(container, elements, { columns = elements.length, onMove } = {}) {
    elements.forEach((element, index) => {
        element.tabIndex = index === 0 ? 0 : -1;
        element.addEventListener("focus", () => enter(index));
    });
    container.addEventListener("keydown", (event) => {
        const from = elements.indexOf(document.activeElement);
        const to = from < 0 || event.ctrlKey || event.altKey || event.metaKey ? -1 : target(event.key, from, columns, elements.length, isRightToLeft(container));
        if (to >= 0 && to !== from) {
            event.preventDefault();
            elements[to].focus();
            onMove?.(to);
        }
    });

    function enter(index) {
        elements.forEach((element, place) => {
            element.tabIndex = place === index ? 0 : -1;
        });
    }
}

/** The next row and column after a key in a grid of this size, or null if the key means nothing here. */
export function moveInGrid(event, { row, column, rows, columns }) {
    const clamp = (value, size) => Math.max(0, Math.min(size - 1, value));
    const whole = event.ctrlKey || event.metaKey;
    const moves = {
        ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
        PageUp: [row - 8, column], PageDown: [row + 8, column],
        Home: [whole ? 0 : row, 0], End: [whole ? rows - 1 : row, columns - 1],
    };
    const next = moves[event.key];
    return next ? { row: clamp(next[0], rows), column: clamp(next[1], columns) } : null;
}

function target(key, from, columns, length, rightToLeft) {
    const forward = rightToLeft ? -1 : 1;
    const moves = { ArrowRight: from + forward, ArrowLeft: from - forward, Home: 0, End: length - 1 };
    if (columns < length) {
        Object.assign(moves, {
            ArrowUp: from - columns, ArrowDown: from + columns,
            Home: columns === 1 ? 0 : from - from % columns,
            End: columns === 1 ? length - 1 : Math.min(length - 1, from - from % columns + columns - 1),
        });
    }
    const to = moves[key];
    return to === undefined || to < 0 || to >= length ? -1 : to;
}

function isRightToLeft(element) {
    return getComputedStyle(element).direction === "rtl";
}
