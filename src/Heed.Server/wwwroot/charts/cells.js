// Draws a matrix into a canvas, one rectangle a cell. value(row, column) is between 0 and 1, or null where masked.
import { hatch, shade } from "./shade.js";

export function drawCells(canvas, { rows, columns, value, cell, gap = cell > 8 ? 1 : 0 }) {
    const density = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.ceil(columns * cell * density);
    canvas.height = Math.ceil(rows * cell * density);
    canvas.style.width = `${columns * cell}px`;
    canvas.style.height = `${rows * cell}px`;
    const context = canvas.getContext("2d");
    context.scale(density, density);
    let pattern = null;
    for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
            const part = value(row, column);
            context.fillStyle = part === null ? (pattern ??= hatch(context)) : shade(part);
            context.fillRect(column * cell, row * cell, cell - gap, cell - gap);
        }
    }
}
