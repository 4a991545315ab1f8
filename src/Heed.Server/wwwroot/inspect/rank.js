// The finished translations, ranked again as the length penalty changes.
import { fill, h } from "../core/dom.js";
import { fixed, number, t } from "../core/i18n.js";
import { bars } from "../charts/bars.js";
import { slider } from "../ui/fields.js";
import { figure } from "../ui/figure.js";

/** A score is the log-probability over a divisor that grows with the length and with α. */
export function divisorOf(kind, alpha, length) {
    return kind === "gnmt" ? ((5 + length) / 6) ** alpha : length ** alpha;
}

export function rankedHypotheses({ trace, onChoose }) {
    const { hypotheses, lengthPenalty } = trace.decoding;
    const list = h("div");
    let alpha = lengthPenalty.alpha;

    function ranked() {
        return hypotheses
            .map((item, index) => ({ ...item, before: index, now: item.total / divisorOf(lengthPenalty.kind, alpha, item.length) }))
            .sort((one, other) => other.now - one.now);
    }

    function draw() {
        const order = ranked();
        const most = Math.max(...order.map((item) => Math.abs(item.now)));
        fill(list, bars(order.map((item, place) => ({
            name: h("button", { type: "button", class: "link", onclick: () => onChoose(item.node) }, h("span", { dir: "auto" }, item.text || t("emptyText"))),
            value: Math.abs(item.now), text: [h("span", { class: "rank-score" }, number(item.now, 5)), " ", h("span", { class: "rank-move" }, moved(item.before - place))],
        })), most));
    }

    draw();
    return figure({
        title: t("rankTitle"), note: t(`rankNote-${lengthPenalty.kind}`), file: "hypotheses",
        chart: h("div", null, slider({
            label: t("lengthPenalty"), min: 0, max: 2, step: 0.05, value: alpha, format: (value) => fixed(value, 2),
            onInput: (value) => { alpha = value; draw(); },
        }), list),
        table: () => ({
            columns: [t("text"), t("total"), t("length"), t("score"), t("scoreAt", { alpha: fixed(alpha, 2) })],
            rows: ranked().map((item) => [item.text, item.total, item.length, item.score, item.now]),
        }),
    });
}

function moved(places) {
    return places === 0 ? "" : places > 0 ? t("rankUp", { places }) : t("rankDown", { places: -places });
}
