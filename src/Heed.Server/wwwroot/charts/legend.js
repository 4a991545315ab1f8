// The one scale, with its ends, and what hatching means.
import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { drawCells } from "./cells.js";

export function legend({ low = "0", high = "1", masked = true } = {}) {
    const ramp = h("canvas", { "aria-hidden": "true" });
    drawCells(ramp, { rows: 2, columns: 24, cell: 6, gap: 0, value: (_, column) => column / 23 });
    const swatch = h("canvas", { "aria-hidden": "true" });
    drawCells(swatch, { rows: 1, columns: 1, cell: 14, gap: 0, value: () => null });
    return h("p", { class: "legend" }, h("span", null, low), ramp, h("span", null, high),
        masked ? [swatch, h("span", null, t("masked"))] : null);
}
