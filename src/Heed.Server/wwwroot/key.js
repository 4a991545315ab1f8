// Asked for only when the server wants one; it is forgotten with the tab.
import { h } from "./core/dom.js";
import { t } from "./core/i18n.js";
import { rememberForTab } from "./core/memory.js";

export function keyForm(onReady) {
    const input = h("input", { id: "key", type: "password", autocomplete: "off", required: true });
    return h("form", { class: "key-form", onsubmit: use },
        h("div", { class: "field" }, h("label", { for: "key" }, t("key")), input), h("button", { type: "submit" }, t("useKey")));

    function use(event) {
        event.preventDefault();
        rememberForTab("key", input.value);
        onReady();
    }
}
