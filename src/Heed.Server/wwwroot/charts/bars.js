// Horizontal bars with their names and numbers in a list that reads well aloud.
import { h, place } from "../core/dom.js";

/** What the kinds of stacked bars mean: [[kind, name]…]. */
export function barKey(kinds) {
    return h("p", { class: "bar-key" }, kinds.map(([kind, name]) => h("span", null, h("i", { class: `bar ${kind}`, "aria-hidden": "true" }), name)));
}

/** items: [{ name, value, text, parts? }]; a bar's length is value / most. With parts, [{ size, kind }], it is stacked. */
export function bars(items, most) {
    return h("ul", { class: "bars" }, items.map((item) => h("li", null,
        h("span", { class: "bar-name" }, item.name),
        h("span", { class: "bar-track", "aria-hidden": "true" }, (item.parts ?? [{ size: item.value, kind: "plain" }]).map((part) =>
            place(h("span", { class: `bar ${part.kind}` }), { width: `${most > 0 ? Math.max(0, part.size) / most * 100 : 0}%` }))),
        h("span", { class: "bar-text" }, item.text))));
}
