// One head large, and beside it the arithmetic of one cell.
import { fill, h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { heatmap } from "../charts/heatmap.js";
import { figure } from "../ui/figure.js";
import { cellFacts } from "./cell.js";
import { axesOf, isVisible, sumOf } from "./trace.js";

export function headFigure({ trace, at, cell, onCell }) {
    const { part, layer, head } = at;
    const attention = trace.attention[part][layer][head];
    const mask = trace.masks[part];
    const { rows, columns } = axesOf(trace, part);
    const detail = h("div", { class: "cell-detail" });
    let locked = cell && cell.row < rows.length && cell.column < columns.length ? cell : null;

    function show(row, column) {
        const from = row === null ? locked : { row, column };
        fill(detail, from ? cellFacts({ trace, attention, mask, ...from, rows, columns, part }) : h("p", { class: "note" }, t("pointAtCell")));
    }

    const map = heatmap({
        label: t("headTitle", { part: t(`part-${part}`), layer: layer + 1, head: head + 1 }), rows, columns, rowAxis: t("queries"), columnAxis: t("keys"),
        value: (row, column) => isVisible(mask, row, column) ? attention.weights[row][column] : null,
        describe: (row, column) => t("cellLabel", {
            query: rows[row], key: columns[column], weight: isVisible(mask, row, column) ? attention.weights[row][column].toFixed(3) : t("masked"),
        }),
        onPoint: show,
        onLock: (row, column) => {
            locked = row === null ? null : { row, column };
            onCell(row, column);
            show(null, null);
        },
    });
    if (locked) {
        map.lock(locked.row, locked.column);
    }
    show(null, null);
    return figure({
        title: t("headTitle", { part: t(`part-${part}`), layer: layer + 1, head: head + 1 }), file: `attention-${part}-${layer}-${head}`, note: part === "encoder" ? null : t("decoderRows"),
        chart: h("div", { class: "head-and-cell" }, map.element, detail),
        table: () => ({
            columns: [`${t("queries")} \\ ${t("keys")}`, ...columns, t("rowSum")],
            rows: attention.weights.map((row, index) => [rows[index], ...row.map((weight, column) => isVisible(mask, index, column) ? weight : null), sumOf(row)]),
        }),
    });
}
