// Heads switched off: the recorded translation is scored again with their output set to zero.
import { fill, h } from "../core/dom.js";
import { Latest } from "../core/api.js";
import { fixed, number, t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { visible } from "../charts/text.js";
import { figure } from "../ui/figure.js";
import { toggle } from "../ui/fields.js";
import { sumOf } from "./trace.js";

export function switchedOff({ trace, state, session, onChange }) {
    const latest = new Latest();
    const element = h("div", { class: "off-result" });

    async function change(head, isOff) {
        state.off = isOff ? [...state.off, head] : state.off.filter((other) => !same(other, head));
        onChange();
        if (state.off.length === 0) {
            latest.stop();
            state.changed = null;
            draw();
            return;
        }
        try {
            const answer = await latest.ask("api/trace", {
                sentence: trace.sourceText, source: state.source, target: state.target, beam: state.beam, off: state.off,
                targetIds: trace.target.inputs.slice(1).map((piece) => piece.id),
            });
            if (answer !== undefined) {
                state.changed = answer.target.logProbabilities;
                draw();
                announce(t("offResult", { change: fixed(sumOf(state.changed) - sumOf(trace.target.logProbabilities)) }));
            }
        } catch (error) {
            fill(element, h("p", { class: "error" }, error.message));
            announce(error.message);
        }
    }

    function draw() {
        fill(element, state.changed ? comparison(trace, state) : null);
    }

    draw();
    return {
        element,
        /** The switch of one head. */
        control(head) {
            const effect = trace.effects?.[head.part][head.layer][head.head];
            return session.embedded
                ? h("p", { class: "note" }, effect === undefined ? t("offNeedsServer") : t("offEffect", { change: number(effect, 4) }))
                : h("p", { class: "off-switch" }, toggle({ label: t("switchOff"), pressed: state.off.some((other) => same(other, head)), onToggle: (isOff) => change(head, isOff) }));
        },
    };
}

function comparison(trace, { off, changed }) {
    const before = trace.target.logProbabilities;
    const rows = trace.target.pieces.map((piece, index) => [visible(piece.piece), before[index], changed[index], changed[index] - before[index]]);
    const most = Math.max(...rows.map((row) => Math.abs(row[3])), 1e-9);
    const total = [t("total"), sumOf(before), sumOf(changed), sumOf(changed) - sumOf(before)];
    const list = h("table", { class: "change-table" },
        h("caption", { class: "hidden" }, t("offTitle")),
        h("thead", null, h("tr", null, [t("piece"), t("withHeads"), t("withoutHeads"), t("change")].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", null, [...rows, total].map((row, index) => h("tr", { class: index === rows.length ? "total" : null },
            h("th", { scope: "row" }, row[0]), h("td", null, fixed(row[1])), h("td", null, fixed(row[2])),
            h("td", null, fixed(row[3]), bar(index === rows.length ? 0 : row[3], most))))));
    return figure({
        title: t("offTitle"), file: "heads-off", chart: list,
        note: t("offNote", { heads: off.map((head) => `${t(`part-${head.part}`)} ${head.layer + 1}.${head.head + 1}`).join(", "), change: number(total[3], 4) }),
        table: () => ({ columns: [t("piece"), t("withHeads"), t("withoutHeads"), t("change")], rows: [...rows, total] }),
    });
}

function bar(change, most) {
    const part = h("i", { class: `change-bar ${change < 0 ? "loss" : "gain"}`, "aria-hidden": "true" });
    part.style.width = `${Math.abs(change) / most * 60}px`;
    return part;
}

function same(one, other) {
    return one.part === other.part && one.layer === other.layer && one.head === other.head;
}
