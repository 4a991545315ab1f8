// Tabs after the ARIA pattern: one of them is in the tab order, arrows move, the panel follows.
import { fill, h, uniqueId } from "../core/dom.js";
import { rove } from "./roving.js";

/** items: [{ name, label }]. show(name) returns the panel's content. */
export function tabs({ label, items, selected, onSelect, show }) {
    const stem = uniqueId("tab");
    const panel = h("div", { role: "tabpanel", id: `${stem}-panel`, class: "panel", tabindex: "-1" });
    const buttons = items.map((item) => h("button", {
        type: "button", role: "tab", id: `${stem}-${item.name}`, "aria-controls": panel.id, onclick: () => select(item.name),
    }, item.label));
    const list = h("div", { role: "tablist", "aria-label": label, class: "tabs" }, buttons);
    rove(list, buttons, { onMove: (index) => select(items[index].name) });

    function select(name) {
        draw(name);
        onSelect(name);
    }

    function draw(name) {
        const index = Math.max(0, items.findIndex((item) => item.name === name));
        buttons.forEach((button, place) => {
            button.setAttribute("aria-selected", place === index);
            button.tabIndex = place === index ? 0 : -1;
        });
        panel.setAttribute("aria-labelledby", buttons[index].id);
        fill(panel, show(items[index].name));
    }

    draw(selected);
    return h("div", { class: "tabbed" }, list, panel);
}
