// The charts of a run: one domain and one chosen step for all of them.
import { fill, h } from "../core/dom.js";
import { count, number, t } from "../core/i18n.js";
import { lineChart } from "../charts/line.js";
import { seriesLegend } from "../charts/series.js";
import { figure } from "../ui/figure.js";
import { smooth } from "./points.js";

const layerNorms = "gradient_norms";

export function chartsOf(view) {
    const shown = new Map();
    const element = h("div", { class: "chart-grid" });

    // A live run may get its first validation at any time, and with it a new chart.
    function update(next) {
        for (const spec of specs(next.points)) {
            if (!shown.has(spec.name)) {
                const one = metricChart(spec, next);
                shown.set(spec.name, one);
                element.append(one.element);
            }
            shown.get(spec.name).update(next);
        }
    }

    update(view);
    return { element, update };
}

function specs(points) {
    const other = points.names("validation").filter((name) => name !== "loss");
    return [
        { name: "loss", title: t("loss"), lines: [[["loss"], t("trainingLoss")], [["nll"], t("nll")], [["validation", "loss"], t("validationLoss"), true]] },
        { name: "learning_rate", title: t("learningRate"), lines: [[["learning_rate"], t("learningRate")]] },
        { name: "gradient_norm", title: t("gradientNorm"), lines: [[["gradient_norm"], t("gradientNorm")]] },
        { name: layerNorms, title: t("gradientNorms"), lines: points.names(layerNorms).map((name) => [[layerNorms, name], name]) },
        { name: "tokens_per_second", title: t("tokensPerSecond"), lines: [[["tokens_per_second"], t("tokensPerSecond")]] },
        ...other.map((name) => ({ name: `validation.${name}`, title: t("validationOf", { name }), lines: [[["validation", name], name, true]] })),
    ].filter((spec) => spec.lines.some(([path]) => points.series(path).length > 0));
}

function metricChart(spec, view) {
    let now = view;
    const legend = h("div");
    const values = h("p", { class: "readout" });
    const chart = lineChart({
        label: spec.title, xName: t("step"), ...dataOf(view),
        onZoom: (domain) => now.onZoom(domain), onSelect: (step) => now.onSelect(step), describe: say,
    });

    function linesOf({ points }) {
        return spec.lines.map(([path, name, dots]) => ({ path, name, dots, points: points.series(path) })).filter((line) => line.points.length > 0);
    }

    // The raw curve is always there; a smoothed one is drawn over it, and the raw one steps back.
    function dataOf({ points, smoothing, domain, selected }) {
        const lines = linesOf({ points });
        const series = smoothing > 0
            ? lines.flatMap((line) => line.dots ? [line] : [{ ...line, faint: true }, { ...line, name: t("smoothed", { name: line.name, factor: smoothing.toFixed(2) }), points: smooth(line.points, smoothing) }])
            : lines;
        return { series, stops: points.steps, domain, selected };
    }

    function say(step) {
        const parts = linesOf(now).flatMap((line) => line.points.filter(([at]) => at === step).map(([, value]) => `${line.name} ${number(value, 5)}`));
        return `${t("stepNumber", { number: count(step) })}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
    }

    return {
        element: figure({
            title: spec.title, file: spec.name, chart: h("div", null, legend, chart.element, values),
            table: () => ({
                columns: [t("step"), ...linesOf(now).map((line) => line.name)],
                rows: now.points.steps.map((step) => [step, ...linesOf(now).map((line) => line.points.find(([at]) => at === step)?.[1] ?? null)])
                    .filter((row) => row.slice(1).some((value) => value !== null)),
            }),
        }),
        update(next) {
            now = next;
            const data = dataOf(next);
            chart.update(data);
            fill(legend, data.series.length > 1 ? seriesLegend(data.series) : null);
            const last = data.stops[data.stops.length - 1];
            values.textContent = say(data.selected ?? linesOf(now)[0]?.points.at(-1)[0] ?? last);
        },
    };
}
