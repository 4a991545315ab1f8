// Where the reader is, in the fragment of the address: #/inspect/attention?layer=1&head=2. Texts never go there.

/** { view, panel, get(name) } of the present address. */
export function route() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [view = "", panel = ""] = path.split("/");
    const values = new URLSearchParams(query);
    return { view, panel, get: (name) => values.get(name), number: (name, otherwise) => readNumber(values.get(name), otherwise) };
}

/** Goes to another view: an entry in the browser's history. */
export function go(view, panel = "", values = {}) {
    location.hash = address(view, panel, new URLSearchParams(values));
}

/** Writes down that the reader has turned to another panel: an entry in the history, and the page stays as it is drawn. */
export function turnTo(view, panel) {
    history.pushState(null, "", address(view, panel, new URLSearchParams()));
}

/** Changes values of the present address without an entry in the history; null takes one out. */
export function setRoute(changes) {
    const { view, panel } = route();
    const values = new URLSearchParams(location.hash.split("?")[1] ?? "");
    for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === undefined) {
            values.delete(name);
        } else {
            values.set(name, value);
        }
    }
    history.replaceState(null, "", address(view, panel, values));
}

function address(view, panel, values) {
    const query = values.toString();
    return `#/${view}${panel ? `/${panel}` : ""}${query ? `?${query}` : ""}`;
}

function readNumber(text, otherwise) {
    const value = text === null || text === "" ? NaN : Number(text);
    return Number.isFinite(value) ? value : otherwise;
}
