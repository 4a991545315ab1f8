// Layers × heads, each head a small picture. The pointer previews a head, click or Enter keeps it.
import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { drawCells } from "../charts/cells.js";
import { moveInGrid } from "../ui/roving.js";
import { isVisible } from "./trace.js";

const picture = 56;

export function overview({ trace, part, selected, off, onPreview, onSelect, onKeep }) {
    const layers = trace.attention[part];
    const mask = trace.masks[part];
    const columns = layers[0].length;
    const buttons = layers.map((heads, layer) => heads.map((head, index) => thumbnail(head, layer, index)));
    let current = buttons[selected.layer][selected.head];
    current.tabIndex = 0;

    function thumbnail({ weights }, layer, head) {
        const canvas = h("canvas", { "aria-hidden": "true" });
        const cell = Math.min(picture / weights.length, picture / weights[0].length);
        drawCells(canvas, { rows: weights.length, columns: weights[0].length, cell, gap: 0, value: (row, column) => isVisible(mask, row, column) ? weights[row][column] : null });
        const isOff = off.some((item) => item.part === part && item.layer === layer && item.head === head);
        return h("div", {
            role: "gridcell", tabindex: "-1", class: `thumbnail${isOff ? " off" : ""}`, "aria-selected": String(layer === selected.layer && head === selected.head),
            "aria-label": `${t("layerHead", { layer: layer + 1, head: head + 1 })}${isOff ? `, ${t("isOff")}` : ""}`,
            onpointerenter: () => onPreview(layer, head), onpointerleave: () => onPreview(null, null), onclick: () => keep(layer, head),
            onfocus: () => onPreview(layer, head),
        }, canvas);
    }

    function keep(layer, head) {
        mark(buttons[layer][head]);
        move(layer, head);
        onSelect(layer, head);
    }

    function move(layer, head) {
        current.tabIndex = -1;
        current = buttons[layer][head];
        current.tabIndex = 0;
        current.focus({ preventScroll: true });
    }

    function key(event) {
        const row = buttons.findIndex((line) => line.includes(document.activeElement));
        const column = buttons[row]?.indexOf(document.activeElement);
        const next = row < 0 ? null : moveInGrid(event, { row, column, rows: layers.length, columns });
        if (next) {
            event.preventDefault();
            move(next.row, next.column);
        } else if (row >= 0 && (event.key === "Enter" || event.key === " ")) {
            event.preventDefault();
            keep(row, column);
        }
    }

    // Whoever goes on by Tab to the large picture means the head that is shown there.
    function left(event) {
        const inside = event.relatedTarget?.closest(".overview") !== null;
        const at = buttons.findIndex((line) => line.includes(event.target));
        if (event.relatedTarget && !inside && at >= 0) {
            mark(event.target);
            onKeep(at, buttons[at].indexOf(event.target));
        }
    }

    function mark(chosen) {
        buttons.flat().forEach((button) => button.setAttribute("aria-selected", button === chosen));
    }

    return h("div", { class: "overview", onfocusout: left },
        h("div", { class: "axis-names", "aria-hidden": "true" }, h("span", null, `↓ ${t("layers")}`), h("span", null, `→ ${t("heads")}`)),
        h("div", { class: "overview-scroll" }, h("div", { role: "grid", "aria-label": t("overviewOf", { part: t(`part-${part}`) }), onkeydown: key },
            h("div", { role: "row", class: "overview-row head" }, h("span", { role: "columnheader" }, h("span", { class: "hidden" }, t("layer"))),
                layers[0].map((_, head) => h("span", { role: "columnheader" }, String(head + 1)))),
            buttons.map((line, layer) => h("div", { role: "row", class: "overview-row" }, h("span", { role: "rowheader" }, String(layer + 1)), line)))));
}
