// A tree from left to right, one column a step; the arrow keys follow its branches.
import { h, s } from "../core/dom.js";
import { clip, textWidth } from "./text.js";

const narrowest = 112;
const widest = 220;
const line = 44;
const pad = 14;

/**
 * nodes: [{ id, parent (−1 for the root), step (−1 for the root), total, label, detail, state, name }], parents first.
 * chosen: id. onChoose(id). Answers { element, choose(id) }.
 */
export function treeChart({ label, nodes, chosen, path, onChoose }) {
    const children = new Map(nodes.map((node) => [node.id, []]));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    nodes.forEach((node) => children.get(node.parent)?.push(node));
    const column = Math.max(narrowest, Math.min(widest, Math.max(...nodes.map((node) => textWidth(node.label))) + 44));
    const heights = layout(nodes);
    const x = (node) => pad + (node.step + 1) * column;
    const y = (node) => pad + 18 + heights.get(node.id) * line;
    const groups = new Map();
    const width = pad * 2 + (Math.max(...nodes.map((node) => node.step)) + 2) * column;
    const height = pad * 2 + 16 + Math.max(...heights.values()) * line + 20;

    const links = nodes.filter((node) => byId.has(node.parent)).map((node) => {
        const parent = byId.get(node.parent);
        const [x1, y1, x2, y2] = [x(parent) + column - 24, y(parent), x(node) - 4, y(node)];
        return s("path", { class: `link ${node.state}${path.has(node.id) ? " on-path" : ""}`, d: `M${x1},${y1}C${x1 + 12},${y1} ${x2 - 12},${y2} ${x2},${y2}` });
    });
    const items = nodes.map((node) => {
        const short = clip(node.label, column - 30);
        const group = s("g", {
            role: "treeitem", "aria-level": node.step + 2, "aria-label": short === node.label ? node.name : `${short} ${node.detail}: ${node.name}`, "aria-selected": String(node.id === chosen),
            "aria-expanded": children.get(node.id).length > 0 ? "true" : null, tabindex: "-1",
            class: `node ${node.state}${path.has(node.id) ? " on-path" : ""}`, transform: `translate(${x(node)},${y(node)})`, onclick: () => choose(node),
        },
        s("rect", { x: -4, y: -18, width: column - 20, height: 36, rx: 5 }),
        s("text", { class: "piece", x: 4, y: -6, "dominant-baseline": "central" }, short), " ",
        s("text", { class: "detail", x: 4, y: 9, "dominant-baseline": "central" }, node.detail));
        groups.set(node.id, group);
        return group;
    });
    const picture = s("svg", { class: "tree", role: "tree", "aria-label": label, width, height, viewBox: `0 0 ${width} ${height}`, onkeydown: key }, s("g", { "aria-hidden": "true" }, links), items);
    let current = byId.get(chosen) ?? nodes[0];
    groups.get(current.id).setAttribute("tabindex", "0");

    function enter(node) {
        groups.get(current.id).setAttribute("tabindex", "-1");
        current = node;
        groups.get(node.id).setAttribute("tabindex", "0");
        groups.get(node.id).focus();
    }

    function choose(node) {
        enter(node);
        onChoose(node.id);
    }

    function key(event) {
        const same = nodes.filter((node) => node.step === current.step).sort((one, other) => heights.get(one.id) - heights.get(other.id));
        const place = same.indexOf(current);
        const next = {
            ArrowLeft: byId.get(current.parent), ArrowRight: children.get(current.id)[0],
            ArrowUp: same[place - 1], ArrowDown: same[place + 1], Home: nodes[0],
        }[event.key];
        if (next) {
            event.preventDefault();
            enter(next);
        } else if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            choose(current);
        }
    }

    return {
        element: h("div", { class: "tree-scroll" }, picture),
        focus: () => groups.get(current.id).focus({ preventScroll: true }),
    };
}

// A step is a column, best total first; what was given up stands below what was kept.
function layout(nodes) {
    const heights = new Map();
    const steps = new Map();
    nodes.forEach((node) => steps.set(node.step, [...steps.get(node.step) ?? [], node]));
    for (const column of steps.values()) {
        const isPruned = (node) => node.state === "pruned" ? 1 : 0;
        column.sort((one, other) => isPruned(one) - isPruned(other) || other.total - one.total)
            .forEach((node, place) => heights.set(node.id, place));
    }
    return heights;
}
