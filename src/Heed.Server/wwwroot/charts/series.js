// Lines of a chart are told apart by dashes as well as by shade, here and in the legend.
import { h, s } from "../core/dom.js";

const kinds = 6;

export function seriesClass(index, { faint, dots }) {
    return `series series-${index % kinds}${faint ? " faint" : ""}${dots ? " dots" : ""}`;
}

/** The path through the points of the shown part, and one more on either side so that lines reach the edge. */
export function pathOf(points, [from, to], x, y) {
    const inside = points.filter((point, index) =>
        (points[index + 1]?.[0] ?? point[0]) >= from && (points[index - 1]?.[0] ?? point[0]) <= to);
    let pen = "M";
    let path = "";
    for (const [step, value] of inside) {
        if (Number.isFinite(value)) {
            path += `${pen}${x(step).toFixed(1)},${y(value).toFixed(1)}`;
            pen = "L";
        } else {
            pen = "M";
        }
    }
    return path;
}

export function seriesLegend(series) {
    return h("ul", { class: "series-legend" }, series.map((line, index) => line.name ? h("li", null,
        s("svg", { width: 26, height: 10, "aria-hidden": "true" }, line.dots
            ? s("g", { class: seriesClass(index, line) }, s("circle", { cx: 13, cy: 5, r: 3 }))
            : s("path", { class: seriesClass(index, line), d: "M1,5L25,5" })),
        line.name) : null));
}
