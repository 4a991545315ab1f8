// What the model said at a validation, beside what it should have said.
import { h } from "../core/dom.js";
import { count, t } from "../core/i18n.js";
import { figure } from "../ui/figure.js";

/** The line with the samples of the chosen step, or of the last one before it that has some. */
export function samplesAt(points, selected) {
    return points.lines.filter((line) => Array.isArray(line.samples) && line.samples.length > 0 && (selected === null || line.step <= selected)).at(-1);
}

export function samplesTable(line) {
    const columns = [...new Set(line.samples.flatMap((sample) => Object.keys(sample)))];
    return figure({
        title: t("samplesAt", { step: count(line.step) }), file: `samples-${line.step}`,
        chart: h("div", { class: "samples" }, line.samples.map((sample) => h("dl", { class: "sample" }, columns.map((name) =>
            h("div", null, h("dt", null, sampleName(name)), h("dd", { dir: "auto" }, String(sample[name] ?? ""))))))),
        table: () => ({ columns, rows: line.samples.map((sample) => columns.map((name) => sample[name] ?? "")) }),
    });
}

function sampleName(name) {
    return { source: t("sampleSource"), reference: t("sampleReference"), translation: t("sampleHypothesis"), hypothesis: t("sampleHypothesis"), text: t("text") }[name] ?? name;
}
