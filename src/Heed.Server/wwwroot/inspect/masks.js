// Masks: who may see whom, from padding and from order, and what that does to the softmax.
import { h, refill } from "../core/dom.js";
import { number, t } from "../core/i18n.js";
import { route, setRoute } from "../core/route.js";
import { heatmap } from "../charts/heatmap.js";
import { legend } from "../charts/legend.js";
import { extentOf } from "../charts/axis.js";
import { visible } from "../charts/text.js";
import { choice } from "../ui/fields.js";
import { figure } from "../ui/figure.js";
import { axesOf, isVisible, parts } from "./trace.js";

export function masksPanel({ trace }) {
    const body = h("div", { class: "masks" });

    function draw() {
        const { get, number: read } = route();
        const part = parts.includes(get("part")) ? get("part") : "decoder";
        const layer = Math.min(trace.attention[part].length - 1, read("layer", 0));
        const head = Math.min(trace.attention[part][layer].length - 1, read("head", 0));
        const change = (values) => { setRoute(values); draw(); };
        refill(body,
            h("div", { class: "controls" },
                choice({ label: t("attentionPart"), value: part, options: parts.map((name) => [name, t(`part-${name}`)]), onChange: (value) => change({ part: value, layer: 0, head: 0 }) }),
                choice({ label: t("layer"), value: String(layer), options: numbers(trace.attention[part].length), onChange: (value) => change({ part, layer: value }) }),
                choice({ label: t("head"), value: String(head), options: numbers(trace.attention[part][layer].length), onChange: (value) => change({ part, head: value }) }),
                legend()),
            h("div", { class: "small-multiples" }, thisSentence(trace, part), softmax(trace, part, layer, head)),
            padded(trace, part));
    }

    draw();
    return [h("p", { class: "lead" }, t("masksLead")), body];
}

function thisSentence(trace, part) {
    const { rows, columns } = axesOf(trace, part);
    return seen({ title: t("maskOfSentence"), note: t(`maskNote-${part}`), rows, columns, mask: trace.masks[part], file: `mask-${part}` });
}

function softmax(trace, part, layer, head) {
    const { rows, columns } = axesOf(trace, part);
    const { products, bias, weights } = trace.attention[part][layer][head];
    const mask = trace.masks[part];
    const scores = hidden(products.map((row, query) => row.map((product, key) => product * trace.attention.scale + (bias?.[query][key] ?? 0))), mask);
    const [low, high] = extentOf(scores.flat().filter((score) => score !== null), 0);
    return [
        matrix({
            title: t("beforeSoftmax"), note: t("beforeSoftmaxNote", { low: number(low, 3), high: number(high, 3) }), rows, columns, values: scores,
            value: (score) => (score - low) / (high - low || 1), file: `scores-${part}-${layer}-${head}`,
        }),
        matrix({
            title: t("afterSoftmax"), note: t("afterSoftmaxNote"), rows, columns, values: hidden(weights, mask),
            value: (weight) => weight, file: `weights-${part}-${layer}-${head}`,
        }),
    ];
}

// The sentence and its first half in one batch: the shorter is filled up, and nobody may look at what fills it.
function padded(trace, part) {
    const example = trace.masks.padded;
    if (!example) {
        return null;
    }
    const shorter = 1;
    const name = (pieces) => pieces.map((piece) => visible(piece));
    const [source, target] = [name(example.source[shorter]), name(example.target[shorter])];
    const [rows, columns] = [part === "encoder" ? source : target, part === "decoder" ? target : source];
    const { padding, structure, combined, scores, weights } = example[part][shorter];
    const [low, high] = extentOf(scores.flat(), 0);
    return h("section", null, h("h2", null, t("paddedTitle")),
        h("p", { class: "lead" }, t("paddedNote", { source: example.sourceLengths[shorter], target: example.targetLengths[shorter] })),
        h("div", { class: "small-multiples" },
            [["maskPadding", padding], ["maskStructure", structure], ["maskCombined", combined]].map(([title, mask]) => seen({ title: t(title), rows, columns, mask, file: `${title}-${part}` })),
            matrix({ title: t("beforeMask"), note: t("beforeSoftmaxNote", { low: number(low, 3), high: number(high, 3) }), rows, columns, values: scores, value: (score) => (score - low) / (high - low || 1), file: `padded-scores-${part}` }),
            matrix({ title: t("afterSoftmax"), note: t("afterSoftmaxNote"), rows, columns, values: hidden(weights, combined), value: (weight) => weight, file: `padded-weights-${part}` })));
}

function hidden(values, mask) {
    return values.map((row, query) => row.map((value, key) => isVisible(mask, query, key) ? value : null));
}

function seen({ title, note, rows, columns, mask, file }) {
    return matrix({ title, note, rows, columns, values: rows.map((_, row) => columns.map((__, column) => isVisible(mask, row, column) ? 1 : null)), value: () => 0.35, file });
}

function matrix({ title, note, rows, columns, values, value, file }) {
    const say = (row, column) => `${rows[row]} → ${columns[column]}: ${values[row][column] === null ? t("masked") : number(values[row][column], 5)}`;
    const readout = h("p", { class: "readout" }, t("pointAtCell"));
    const map = heatmap({
        label: title, rows, columns, rowAxis: t("queries"), columnAxis: t("keys"), square: 22, describe: say,
        value: (row, column) => values[row][column] === null ? null : value(values[row][column]),
        onPoint: (row, column) => { readout.textContent = row === null ? t("pointAtCell") : say(row, column); },
    });
    return figure({
        title, note, file, chart: h("div", null, map.element, readout),
        table: () => ({ columns: [`${t("queries")} \\ ${t("keys")}`, ...columns], rows: values.map((row, index) => [rows[index], ...row]) }),
    });
}

function numbers(length) {
    return Array.from({ length }, (_, index) => [String(index), String(index + 1)]);
}
