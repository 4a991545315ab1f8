// Cache: which rows of keys and values a step computes, which it only reads again, and what that takes.
import { h } from "../core/dom.js";
import { bytes, count, t } from "../core/i18n.js";
import { barKey, bars } from "../charts/bars.js";
import { facts } from "../ui/fields.js";
import { figure } from "../ui/figure.js";

export function cachePanel({ trace }) {
    const { steps } = trace.cache;
    const last = steps[steps.length - 1];
    const { layers, rowBytes } = trace.cache;
    const sum = (name) => steps.reduce((total, step) => total + step[name], 0);
    const rows = Math.max(...steps.map((step) => step.newRows + step.reusedRows));
    const most = Math.max(...steps.map((step) => step.selfBytes + step.crossBytes));
    const stepName = (step) => t("stepNumber", { number: step.step + 1 });
    return [
        h("p", { class: "lead" }, t("cacheLead")),
        facts([[t("computedRows"), count(sum("newRows"))], [t("reusedRows"), count(sum("reusedRows"))], [t("decoderLayers"), count(layers)], [t("rowBytes"), bytes(rowBytes)], [t("atTheEnd"), bytes(last.selfBytes + last.crossBytes)]]),
        figure({
            title: t("cacheRows"), note: t("cacheRowsNote"), file: "cache-rows",
            chart: [barKey([["kept", t("reusedRows")], ["fresh", t("newRows")]]), bars(steps.map((step) => ({
                name: stepName(step), parts: [{ size: step.reusedRows, kind: "kept" }, { size: step.newRows, kind: "fresh" }],
                text: t("rowsText", { fresh: count(step.newRows), kept: count(step.reusedRows) }),
            })), rows)],
            table: () => ({ columns: [t("step"), t("hypotheses"), t("newRows"), t("reusedRows")], rows: steps.map((step) => [step.step + 1, step.hypotheses, step.newRows, step.reusedRows]) }),
        }),
        figure({
            title: t("cacheBytes"), note: t("cacheBytesNote"), file: "cache-bytes",
            chart: [barKey([["kept", t("crossBytes")], ["fresh", t("selfBytes")]]), bars(steps.map((step) => ({
                name: stepName(step), parts: [{ size: step.crossBytes, kind: "kept" }, { size: step.selfBytes, kind: "fresh" }],
                text: t("bytesText", { self: bytes(step.selfBytes), cross: bytes(step.crossBytes) }),
            })), most)],
            table: () => ({ columns: [t("step"), t("selfBytes"), t("crossBytes")], rows: steps.map((step) => [step.step + 1, step.selfBytes, step.crossBytes]) }),
        }),
    ];
}
