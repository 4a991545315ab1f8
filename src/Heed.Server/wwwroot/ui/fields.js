// Labelled controls.
import { h, uniqueId } from "../core/dom.js";

/** options: [[value, text]…]. */
export function choice({ label, options, value, onChange, hideLabel = false }) {
    const id = uniqueId("field");
    const select = h("select", { id, onchange: () => onChange(select.value) },
        options.map(([key, text]) => h("option", { value: key }, text)));
    select.value = value;
    return h("div", { class: "field" }, h("label", { for: id, class: hideLabel ? "hidden" : null }, label), select);
}

/** format(value) is shown beside the slider and read out with it. */
export function slider({ label, min, max, step, value, format, onInput }) {
    const id = uniqueId("field");
    const shown = h("output", { for: id }, format(value));
    const input = h("input", { id, type: "range", min, max, step, value, "aria-valuetext": format(value), oninput: change });

    function change() {
        const next = Number(input.value);
        shown.textContent = format(next);
        input.setAttribute("aria-valuetext", format(next));
        onInput(next);
    }

    return h("div", { class: "field slider" }, h("label", { for: id }, label), input, shown);
}

/** A switch: aria-pressed, so that its name stays while its state changes. */
export function toggle({ label, pressed, onToggle, quiet = false }) {
    const button = h("button", {
        type: "button", class: quiet ? "quiet" : null, "aria-pressed": String(pressed),
        onclick: () => {
            const next = button.getAttribute("aria-pressed") !== "true";
            button.setAttribute("aria-pressed", next);
            onToggle(next);
        },
    }, label);
    return button;
}

/** Small name–value pairs. */
export function facts(pairs) {
    return h("dl", { class: "facts" }, pairs.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}
