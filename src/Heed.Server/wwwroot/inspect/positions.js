// Positions: what each kind adds, and what is left of it between two positions. The same for every sentence.
import { fill, h, refill } from "../core/dom.js";
import { ask } from "../core/api.js";
import { number, t } from "../core/i18n.js";
import { route, setRoute } from "../core/route.js";
import { heatmap } from "../charts/heatmap.js";
import { legend } from "../charts/legend.js";
import { lineChart } from "../charts/line.js";
import { seriesLegend } from "../charts/series.js";
import { extentOf } from "../charts/axis.js";
import { choice } from "../ui/fields.js";
import { figure } from "../ui/figure.js";

export function positionsPanel({ trace, state }) {
    const body = h("div", { class: "positions" }, h("p", { class: "empty" }, t("working")));
    state.positions ??= trace.positions ?? null;

    function draw() {
        const kinds = state.positions;
        const wanted = route().get("kind") ?? trace.model.position;
        const kind = kinds.find((item) => item.kind === wanted) ?? kinds[0];
        refill(body,
            h("div", { class: "controls" }, choice({
                label: t("positionKind"), value: kind.kind,
                options: kinds.map((item) => [item.kind, item.kind === trace.model.position ? t("kindOfModel", { kind: item.name }) : item.name]),
                onChange: (value) => { setRoute({ kind: value }); draw(); },
            })),
            h("p", { class: "formula" }, kind.formula),
            h("p", { class: "note paper" }, [kind.paper, kind.isTrained ? t("positionTrained") : null].filter(Boolean).join(" · ")),
            kind.table ? matrix({ title: t("positionTable"), note: t("positionTableNote"), values: kind.table, rowAxis: t("position"), columnAxis: t("feature"), file: `position-${kind.kind}` }) : null,
            kind.byOffset?.length > 0 ? offsets(kind) : null,
            kind.slopes?.length > 0 ? slopes(kind) : null,
            kind.bias ? matrix({ title: t("positionBias"), note: t("positionBiasNote"), values: kind.bias, rowAxis: t("queries"), columnAxis: t("keys"), file: `position-bias-${kind.kind}` }) : null);
    }

    async function load() {
        try {
            state.positions = await ask("api/positions?length=64&width=64");
            draw();
        } catch (error) {
            fill(body, h("p", { class: "error" }, error.message));
        }
    }

    if (state.positions) {
        draw();
    } else {
        load();
    }
    return [h("p", { class: "lead" }, t("positionsLead")), body];
}

function matrix({ title, note, values, rowAxis, columnAxis, file }) {
    const [low, high] = extentOf(values.flat(), 0);
    const span = high - low || 1;
    const readout = h("p", { class: "readout" }, t("pointAtCell"));
    const map = heatmap({
        label: title, rows: values.map((_, index) => String(index)), columns: values[0].map((_, index) => String(index)), rowAxis, columnAxis, square: 12,
        value: (row, column) => values[row][column] === null ? null : (values[row][column] - low) / span,
        describe: (row, column) => `${rowAxis} ${row}, ${columnAxis} ${column}: ${cell(values[row][column])}`,
        onPoint: (row, column) => { readout.textContent = row === null ? t("pointAtCell") : `${rowAxis} ${row}, ${columnAxis} ${column}: ${cell(values[row][column])}`; },
    });
    return figure({
        title, note, file, chart: h("div", null, legend({ low: number(low, 3), high: number(high, 3), masked: values.some((row) => row.includes(null)) }), map.element, readout),
        table: () => ({ columns: ["", ...values[0].map((_, index) => index)], rows: values.map((row, index) => [index, ...row]) }),
    });
}

function offsets({ kind, byOffset, measure }) {
    const chart = lineChart({
        label: t("byOffset"), xName: t("offset"), series: [{ name: "", points: byOffset }], stops: byOffset.map(([offset]) => offset), domain: null, selected: null,
    });
    return figure({
        title: t("byOffset"), note: t(`measure-${measure}`), chart: chart.element, file: `position-offsets-${kind}`,
        table: () => ({ columns: [t("offset"), t("value")], rows: byOffset }),
    });
}

function slopes({ kind, slopes: heads }) {
    const series = heads.map((points, head) => ({ name: t("headNumber", { head: head + 1 }), points }));
    const stops = heads[0].map(([offset]) => offset);
    const chart = lineChart({ label: t("slopes"), xName: t("offset"), series, stops, domain: null, selected: null });
    return figure({
        title: t("slopes"), note: t("slopesNote"), chart: [seriesLegend(series), chart.element], file: `position-slopes-${kind}`,
        table: () => ({ columns: [t("offset"), ...series.map((line) => line.name)], rows: stops.map((offset, index) => [offset, ...heads.map((points) => points[index][1])]) }),
    });
}

function cell(value) {
    return value === null ? t("masked") : number(value, 5);
}
