// What the panels read out of a trace: labels of rows and columns, masks as intervals, and the steps of the softmax.
import { visible } from "../charts/text.js";

export const parts = ["encoder", "decoder", "cross"];

export function pieceNames(pieces) {
    return pieces.map((item) => visible(item.piece));
}

/** The labels of an attention's queries and keys. Row t of the decoder has read the inputs up to t and predicts target piece t. */
export function axesOf(trace, part) {
    const source = pieceNames(trace.source.pieces);
    const read = pieceNames(trace.target.inputs);
    return {
        encoder: { rows: source, columns: source },
        decoder: { rows: read, columns: read },
        cross: { rows: read, columns: source },
    }[part];
}

/** Whether query row may see key column. */
export function isVisible(mask, row, column) {
    return column >= mask.first[row] && column <= mask.last[row];
}

/** Everything between q·k and the weight for one row: scaled, biased, exponents, their sum, weights. */
export function softmaxOf(attention, scale, mask, row) {
    const products = attention.products[row];
    const scores = products.map((product, column) => isVisible(mask, row, column) ? product * scale + (attention.bias?.[row][column] ?? 0) : -Infinity);
    const most = Math.max(...scores);
    const exponents = scores.map((score) => Math.exp(score - most));
    return { products, scores, most, exponents, sum: exponents.reduce((total, value) => total + value, 0), weights: attention.weights[row] };
}

export function sumOf(row) {
    return row.reduce((total, value) => total + value, 0);
}
