// How the search is run.
import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { choice } from "../ui/fields.js";

export function searchOptions({ state, onChange }) {
    const pick = (label, name, values) => choice({
        label, value: String(state[name]), options: values.map((value) => [String(value), String(value)]),
        onChange: (value) => {
            state[name] = Number(value);
            onChange();
        },
    });
    return h("div", { class: "search-options" }, pick(t("beam"), "beam", [1, 2, 3, 4, 5, 8, 10]), pick(t("nBest"), "nBest", [1, 2, 3, 5]));
}
