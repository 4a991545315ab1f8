// A chart with its title, and the same numbers as a table and as a file.
import { fill, h, uniqueId } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { download, toCsv } from "./csv.js";

/** table() gives { columns, rows } in full precision and is only called when somebody wants to see it. */
export function figure({ title, note, chart, table, file }) {
    const id = uniqueId("figure");
    const body = h("div", { class: "figure-body" }, chart);
    const toggle = h("button", { type: "button", class: "quiet", "aria-pressed": "false", "aria-describedby": id, onclick: flip }, t("table"));

    function flip() {
        const pressed = toggle.getAttribute("aria-pressed") !== "true";
        toggle.setAttribute("aria-pressed", pressed);
        fill(body, pressed ? tableView(title, table()) : [chart].flat());
    }

    return h("figure", { class: "figure", "aria-labelledby": id },
        h("figcaption", null,
            h("h3", { id }, title),
            h("div", { class: "figure-tools" }, toggle,
                h("button", { type: "button", class: "quiet", "aria-describedby": id, onclick: () => download(`${file}.csv`, toCsv(table())) }, t("csv")))),
        note ? h("p", { class: "note" }, note) : null,
        body);
}

function tableView(title, { columns, rows }) {
    return h("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": title },
        h("table", null,
            h("caption", { class: "hidden" }, title),
            h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col" }, String(name))))),
            h("tbody", null, rows.map((row) => h("tr", null, row.map((value, index) =>
                h(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: typeof value === "number" ? "figure-number" : null },
                    value === null || value === undefined ? "" : String(value))))))));
}
