// A matrix large: rows are queries, columns are keys (or whatever the axes say); pointer and keyboard reach every cell.
import { fill, h, place, s } from "../core/dom.js";
import { virtualGrid } from "../ui/virtualgrid.js";
import { drawCells } from "./cells.js";
import { clip, textWidth } from "./text.js";

const largest = 38;
const smallest = 9;
const ticks = 14;

/**
 * rows, columns: labels. value(r, c): 0…1 or null where masked. describe(r, c): what a screen reader says.
 * onPoint(r, c): the cell under the pointer or the keyboard, (null, null) when none is. onLock(r, c): clicked or Enter.
 */
export function heatmap({ label, rows, columns, rowAxis, columnAxis, value, describe, onPoint, onLock, square = largest }) {
    const canvas = h("canvas", { "aria-hidden": "true" });
    const rowLabels = s("svg", { class: "axis", "aria-hidden": "true" });
    const columnLabels = s("svg", { class: "axis", "aria-hidden": "true" });
    const rowNames = rows.map((name) => clip(name, 96));
    const columnNames = columns.map((name) => clip(name, 84));
    const gutter = Math.ceil(Math.max(16, ...rowNames.map(textWidth))) + 10;
    const head = Math.ceil(Math.max(12, ...columnNames.map(textWidth))) + 8;
    const grid = virtualGrid({ label, rows: rows.length, columns: columns.length, describe, onPoint, onLock });
    const stage = h("div", { class: "heat-stage" }, canvas, grid.element);
    const scroll = h("div", { class: "heat-scroll" }, h("div", { class: "heat-grid" }, h("span"), columnLabels, rowLabels, stage));
    const element = h("div", { class: "heat" },
        h("div", { class: "axis-names", "aria-hidden": "true" }, h("span", null, `↓ ${rowAxis}`), h("span", null, `→ ${columnAxis}`)), scroll);
    let drawn = 0;

    function draw(width) {
        const room = Math.floor((width - gutter - 2) / columns.length);
        const cell = Math.max(smallest, Math.min(square, room));
        if (cell === drawn) {
            return;
        }
        drawn = cell;
        drawCells(canvas, { rows: rows.length, columns: columns.length, value, cell });
        place(stage, { width: columns.length * cell, height: rows.length * cell });
        grid.resize(cell);
        const every = Math.ceil(ticks / cell);
        size(rowLabels, gutter, rows.length * cell);
        fill(rowLabels, rowNames.map((name, row) => row % every === 0
            ? s("text", { x: gutter - 6, y: (row + 0.5) * cell, "text-anchor": "end", "dominant-baseline": "central" }, name) : null));
        size(columnLabels, columns.length * cell, head);
        fill(columnLabels, columnNames.map((name, column) => column % every === 0
            ? s("text", { transform: `translate(${(column + 0.5) * cell},${head - 4}) rotate(-90)`, "dominant-baseline": "central" }, name) : null));
    }

    new ResizeObserver((entries) => draw(entries[0].contentRect.width)).observe(scroll);
    return {
        element,
        lock: grid.lock,
        redraw() {
            const width = scroll.clientWidth;
            drawn = 0;
            draw(width);
        },
    };
}

function size(element, width, height) {
    element.setAttribute("width", width);
    element.setAttribute("height", height);
}
