// What the model said at a validation, beside what it should have said.
import { h } from "../core/dom.js";
import { count, t } from "../core/i18n.js";
import { figure } from "../ui/figure.js";

/** The samples of the chosen step, or of the last one before it that has some. */
export function samplesTable(points, selected) {
    const lines = points.lines.filter((line) => Array.isArray(line.samples) && line.samples.length > 0);
    const line = lines.filter((candidate) => selected === null || candidate.step <= selected).at(-1);
    if (!line) {
        return lines.length > 0 ? h("p", { class: "note" }, t("samplesLater")) : null;
    }
    const columns = [...new Set(line.samples.flatMap((sample) => Object.keys(sample)))];
    return figure({
        title: t("samplesAt", { step: count(line.step) }), file: `samples-${line.step}`,
        chart: h("div", { class: "samples" }, line.samples.map((sample) => h("dl", { class: "sample" }, columns.map((name) =>
            h("div", null, h("dt", null, sampleName(name)), h("dd", { dir: "auto" }, String(sample[name] ?? ""))))))),
        table: () => ({ columns, rows: line.samples.map((sample) => columns.map((name) => sample[name] ?? "")) }),
    });
}

function sampleName(name) {
    return { source: t("sampleSource"), reference: t("sampleReference"), hypothesis: t("sampleHypothesis"), text: t("text") }[name] ?? name;
}
