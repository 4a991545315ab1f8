// A list under a word: what else could follow there, with probabilities. One of them is chosen with Enter or a click.
import { fill, h, place } from "../core/dom.js";
import { percent, t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { visible } from "../charts/text.js";
import { rove } from "../ui/roving.js";

let open = null;

export function openAlternatives(button, { current, load, onChoose }) {
    open?.();
    const list = h("div", { class: "popup", role: "listbox", "aria-label": t("alternatives"), "aria-busy": "true" }, h("p", { class: "note" }, t("working")));
    document.body.append(list);
    button.setAttribute("aria-expanded", "true");
    position();
    document.addEventListener("pointerdown", outside);
    document.addEventListener("keydown", escape);
    window.addEventListener("hashchange", close);
    open = close;
    load().then(show, (error) => {
        list.setAttribute("role", "alert");
        fill(list, h("p", { class: "error" }, error.message));
    });

    function show({ alternatives }) {
        const most = alternatives[0]?.probability ?? 1;
        const options = alternatives.map((item) => h("div", {
            role: "option", tabindex: "-1", class: "option", "aria-selected": String(item.id === current), onclick: () => choose(item.id),
            onkeydown: (event) => {
                if (event.key === "Enter" || event.key === " ") {
                    event.preventDefault();
                    choose(item.id);
                }
            },
        },
        h("span", { class: "option-text" }, item.text.trim() === "" ? visible(item.text || item.piece) : item.text.trim()),
        h("span", { class: "option-bar", "aria-hidden": "true" }, place(h("i"), { width: `${item.probability / most * 100}%` })),
        h("span", { class: "option-number" }, percent(item.probability))));
        list.setAttribute("aria-busy", "false");
        fill(list, options);
        rove(list, options, { columns: 1 });
        position();
        (options.find((option) => option.getAttribute("aria-selected") === "true") ?? options[0])?.focus();
        announce(t("alternativesCount", { number: options.length }));
    }

    function choose(id) {
        close();
        onChoose(id);
    }

    function close() {
        const inside = list.contains(document.activeElement);
        list.remove();
        open = null;
        button.setAttribute("aria-expanded", "false");
        document.removeEventListener("pointerdown", outside);
        document.removeEventListener("keydown", escape);
        window.removeEventListener("hashchange", close);
        if (inside) {
            button.focus();
        }
    }

    function outside(event) {
        if (!list.contains(event.target)) {
            close();
        }
    }

    function escape(event) {
        if (event.key === "Escape" || event.key === "Tab") {
            button.focus();
            close();
        }
    }

    function position() {
        const box = button.getBoundingClientRect();
        const left = Math.min(box.left + window.scrollX, window.scrollX + document.documentElement.clientWidth - list.offsetWidth - 8);
        place(list, { left: Math.max(8, left), top: box.bottom + window.scrollY + 6 });
    }
}
