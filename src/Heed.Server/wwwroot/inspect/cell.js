// One cell, from the product of query and key to the weight, in the order of the computation.
import { h } from "../core/dom.js";
import { number, t } from "../core/i18n.js";
import { isVisible, softmaxOf, sumOf } from "./trace.js";

export function cellFacts({ trace, attention, mask, row, column, rows, columns }) {
    const scale = trace.attention.scale;
    const { products, scores, most, exponents, sum, weights } = softmaxOf(attention, scale, mask, row);
    const seen = isVisible(mask, row, column);
    const bias = attention.bias?.[row][column];
    const lines = [
        [trace.model.score === "additive" ? "v·tanh(q + k)" : "q·k", number(products[column], 6), t("cellProduct")],
        [`× ${number(scale, 4)}`, number(products[column] * scale, 6), t("cellScale")],
        ...(bias === undefined || bias === null ? [] : [[`+ ${number(bias, 4)}`, number(products[column] * scale + bias, 6), t("cellBias")]]),
        [t("cellMask"), seen ? t("cellSeen") : "−∞", seen ? t("cellSeenNote") : t("cellMaskedNote")],
        [`exp(s − ${number(most, 4)})`, seen ? number(exponents[column], 6) : "0", t("cellExponent")],
        [`÷ ${number(sum, 6)}`, seen ? number(exponents[column] / sum, 6) : "0", t("cellDivide")],
    ];
    return [
        h("h4", null, h("span", { class: "token" }, rows[row]), " → ", h("span", { class: "token" }, columns[column])),
        h("table", { class: "cell-table" }, h("caption", { class: "hidden" }, t("cellCaption")), h("tbody", null,
            lines.map(([name, value, why]) => h("tr", null, h("th", { scope: "row" }, name, h("span", { class: "why" }, why)), h("td", null, value))),
            h("tr", { class: "total" }, h("th", { scope: "row" }, t("weight")), h("td", { class: "weight", "data-weight": String(weights[column]) }, seen ? number(weights[column], 6) : t("masked"))))),
        h("p", { class: "note row-sum" }, t("rowSumNote", { query: rows[row], sum: sumOf(weights).toFixed(6), score: number(scores[column], 5) })),
    ];
}
