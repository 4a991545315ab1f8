// Decoding: the beam's tree step by step, the finished translations, and how the length penalty ranks them.
import { fill, h } from "../core/dom.js";
import { fixed, number, t } from "../core/i18n.js";
import { route, setRoute } from "../core/route.js";
import { visible } from "../charts/text.js";
import { treeChart } from "../charts/tree.js";
import { figure } from "../ui/figure.js";
import { toggle } from "../ui/fields.js";
import { rankedHypotheses } from "./rank.js";

export function decodingPanel({ trace }) {
    const { nodes, hypotheses } = trace.decoding;
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const tree = h("div");
    const detail = h("div", { class: "path-detail", "aria-live": "off" });
    let chosen = byId.has(route().number("node", NaN)) ? route().number("node", NaN) : hypotheses[0].node;
    let pruned = route().get("pruned") !== "no";

    function draw(refocus) {
        const path = new Set(pathTo(byId, chosen).map((node) => node.id));
        const shown = nodes.filter((node) => pruned || node.state !== "pruned" || path.has(node.id));
        const chart = treeChart({
            label: t("treeLabel"), chosen, path, onChoose: choose,
            nodes: shown.map((node) => ({ ...node, ...textsOf(node) })),
        });
        fill(tree, chart.element);
        fill(detail, pathTable(pathTo(byId, chosen)));
        if (refocus) {
            chart.focus();
        }
    }

    function choose(id) {
        const scroll = tree.firstChild?.scrollLeft ?? 0;
        chosen = id;
        setRoute({ node: id });
        draw(true);
        tree.firstChild.scrollLeft = scroll;
    }

    draw(false);
    return [
        h("p", { class: "lead" }, t("decodingLead", { beam: trace.decoding.beam })),
        figure({
            title: t("treeTitle"), note: t("treeNote"), file: "beam-tree",
            chart: h("div", null,
                h("div", { class: "controls" }, toggle({ label: t("showPruned"), pressed: pruned, quiet: true, onToggle: (value) => { pruned = value; setRoute({ pruned: value ? null : "no" }); draw(false); } }), key()),
                tree, detail),
            table: () => ({
                columns: ["id", t("parent"), t("step"), "token", t("piece"), t("logProbability"), t("total"), t("state")],
                rows: nodes.map((node) => [node.id, node.parent, node.step + 1, node.token, node.piece, node.logProbability, node.total, node.state]),
            }),
        }),
        rankedHypotheses({ trace, onChoose: choose }),
    ];
}

export function pathTo(byId, id) {
    const path = [];
    for (let node = byId.get(id); node; node = byId.get(node.parent)) {
        path.unshift(node);
    }
    return path;
}

function textsOf(node) {
    const label = node.parent < 0 ? t("begin") : visible(node.piece);
    const detail = fixed(node.total);
    const name = t("nodeName", { step: node.step + 1, piece: label, logProbability: fixed(node.logProbability), total: detail, state: t(`state-${node.state}`) });
    return { label, detail, name };
}

// The sum that a total is, term by term.
function pathTable(path) {
    const terms = path.filter((node) => node.parent >= 0);
    let sum = 0;
    return [
        h("h4", null, t("pathTitle")),
        h("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": t("pathTitle") }, h("table", null,
            h("thead", null, h("tr", null, [t("step"), t("piece"), t("logProbability"), t("total")].map((name) => h("th", { scope: "col" }, name)))),
            h("tbody", null, terms.map((node) => {
                sum = Math.fround(sum + node.logProbability); // as the search adds, in single precision
                return h("tr", null, h("th", { scope: "row" }, String(node.step + 1)), h("td", { class: "token" }, visible(node.piece)),
                    h("td", { class: "figure-number" }, number(node.logProbability, 5)), h("td", { class: "figure-number", "data-sum": String(sum) }, number(sum, 5)));
            })))),
    ];
}

function key() {
    return h("ul", { class: "tree-key" }, ["live", "finished", "pruned"].map((state) => h("li", null, h("i", { class: state, "aria-hidden": "true" }), t(`state-${state}`))));
}
