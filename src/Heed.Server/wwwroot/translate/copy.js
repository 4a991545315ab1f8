// The clipboard, also on pages without TLS, where browsers offer only the old way.
import { h } from "../core/dom.js";

/** Whether it worked. */
export async function copyText(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const focused = document.activeElement;
        const area = h("textarea", { class: "hidden", "aria-hidden": "true" });
        area.value = text;
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        focused?.focus();
        return done;
    }
}
