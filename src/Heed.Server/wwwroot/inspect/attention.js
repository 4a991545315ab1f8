// Attention: all heads small, one of them large, one cell of it in full; and what the translation loses without a head.
import { fill, h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { route, setRoute } from "../core/route.js";
import { legend } from "../charts/legend.js";
import { choice } from "../ui/fields.js";
import { headFigure } from "./head.js";
import { overview } from "./overview.js";
import { switchedOff } from "./off.js";
import { parts } from "./trace.js";

export function attentionPanel({ trace, state, session }) {
    const at = { part: "encoder", layer: 0, head: 0, ...fromRoute(trace) };
    const large = h("div", { class: "attention-large" });
    const small = h("div", { class: "attention-small" });
    const off = switchedOff({ trace, state, session, onChange: drawSmall });
    let previewed = null;

    function drawSmall() {
        fill(small, overview({ trace, part: at.part, selected: at, off: state.off, onPreview: preview, onSelect: select, onKeep: keep }));
    }

    function drawLarge() {
        const head = previewed ?? at;
        fill(large, headFigure({ trace, at: head, cell: previewed ? null : cellOf(route()), onCell: (row, column) => setRoute({ q: row, k: column }) }),
            off.control({ part: head.part, layer: head.layer, head: head.head }));
    }

    function preview(layer, head) {
        const next = layer === null ? null : { part: at.part, layer, head };
        if (next?.layer !== previewed?.layer || next?.head !== previewed?.head) {
            previewed = next;
            drawLarge();
        }
    }

    function select(layer, head) {
        keep(layer, head);
        drawLarge();
    }

    function keep(layer, head) {
        if (layer !== at.layer || head !== at.head) {
            setRoute({ part: at.part, layer, head, q: null, k: null });
        }
        Object.assign(at, { layer, head });
        previewed = null;
    }

    function choosePart(part) {
        Object.assign(at, { part, layer: 0, head: 0 });
        previewed = null;
        setRoute({ part, layer: 0, head: 0, q: null, k: null });
        drawSmall();
        drawLarge();
    }

    drawSmall();
    drawLarge();
    return [
        h("p", { class: "lead" }, t("attentionLead")),
        h("div", { class: "controls" },
            choice({ label: t("attentionPart"), value: at.part, options: parts.map((part) => [part, t(`part-${part}`)]), onChange: choosePart }), legend()),
        h("div", { class: "attention" }, small, large),
        off.element,
    ];
}

function fromRoute(trace) {
    const { get, number } = route();
    const part = parts.includes(get("part")) ? get("part") : "encoder";
    const heads = trace.attention[part];
    const layer = Math.min(heads.length - 1, Math.max(0, number("layer", 0)));
    return { part, layer, head: Math.min(heads[layer].length - 1, Math.max(0, number("head", 0))) };
}

function cellOf({ number }) {
    const [row, column] = [number("q", -1), number("k", -1)];
    return row >= 0 && column >= 0 ? { row, column } : null;
}
