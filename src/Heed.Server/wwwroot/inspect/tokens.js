// Tokens: what the model reads and writes, and how the tokenizer made each word from its smallest parts.
import { fill, h } from "../core/dom.js";
import { count, fixed, percent, t } from "../core/i18n.js";
import { visible } from "../charts/text.js";
import { figure } from "../ui/figure.js";
import { rove } from "../ui/roving.js";
import { slider } from "../ui/fields.js";

export function tokensPanel({ trace }) {
    return [
        h("p", { class: "lead" }, t("tokensLead")),
        side(t("sourceSide"), trace.source, "source"),
        side(t("targetSide"), trace.target, "target"),
    ];
}

function side(title, { pieces, words, logProbabilities, alternatives }, name) {
    const steps = h("div", { class: "merges" });
    const list = h("ol", { class: "pieces" }, pieces.map((item, index) => h("li", { class: "piece" },
        h("span", { class: "piece-text" }, visible(item.piece)), h("span", { class: "piece-id" }, String(item.id)),
        logProbabilities ? h("span", { class: "piece-id", title: t("logProbability") }, percent(Math.exp(logProbabilities[index]))) : null)));
    const chart = h("div", null, list, (words ?? []).length > 0 ? [wordButtons(words, steps), steps] : null, alternatives ? alternativesTable(pieces, alternatives) : null);
    return figure({
        title: t("sideTitle", { side: title, pieces: count(pieces.length) }), note: logProbabilities ? t("targetPiecesNote") : t("sourcePiecesNote"), chart,
        file: `tokens-${name}`,
        table: () => ({
            columns: [t("position"), t("piece"), "id", t("start"), t("end"), ...(logProbabilities ? [t("logProbability")] : [])],
            rows: pieces.map((item, index) => [index, item.piece, item.id, item.start ?? "", item.end ?? "", ...(logProbabilities ? [logProbabilities[index]] : [])]),
        }),
    });
}

function wordButtons(words, steps) {
    const buttons = words.map((word) => h("button", { type: "button", class: "word-tab", "aria-pressed": "false", onclick: () => select(word) }, visible(word.text).trim()));
    const bar = h("div", { class: "word-tabs", role: "group", "aria-label": t("chooseWord") }, buttons);
    rove(bar, buttons);

    function select(word) {
        buttons.forEach((button, index) => button.setAttribute("aria-pressed", words[index] === word));
        fill(steps, mergeSteps(word));
    }

    select(words.reduce((best, word) => word.merges.length > best.merges.length ? word : best, words[0]));
    return bar;
}

// Every state of a word is a row; the slider walks through them, and the pair that became one is marked.
function mergeSteps({ text, merges, actions }) {
    if (merges.length === 0) {
        return h("p", { class: "note" }, t("noMerges"));
    }
    const rows = merges.map((pieces, step) => {
        const grown = step === 0 ? -1 : grownAt(merges[step - 1], pieces);
        return h("li", null, h("span", { class: "step-number" }, String(step)),
            h("span", { class: "merge-row" }, pieces.map((piece, index) => h("span", { class: `chip${index === grown ? " merged" : ""}` }, visible(piece)))),
            actions?.[step] ? h("span", { class: "why" }, actions[step]) : null);
    });
    const list = h("ol", { class: "merge-steps", start: 0, "aria-label": t("mergesOf", { word: visible(text).trim() }) }, rows);
    const show = (last) => rows.forEach((row, step) => { row.hidden = step > last; });
    const last = merges.length - 1;
    return [last > 0 ? slider({ label: t("mergeStep"), min: 0, max: last, step: 1, value: last, format: (step) => `${fixed(step, 0)} / ${last}`, onInput: show }) : null, list];
}

// The most probable pieces at each place of the translation.
function alternativesTable(pieces, alternatives) {
    return h("div", { class: "alternatives" }, h("h4", null, t("alternativesTitle")),
        h("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": t("alternativesTitle") }, h("table", null,
            h("tbody", null, alternatives.map((items, index) => h("tr", null, h("th", { scope: "row", class: "token" }, visible(pieces[index].piece)),
                items.map((item) => h("td", { class: item.id === pieces[index].id ? "taken" : null }, h("span", { class: "token" }, visible(item.piece)), " ", h("span", { class: "why-inline" }, percent(item.probability))))))))));
}

// The place where a state differs from the one before it: there two pieces became one.
function grownAt(before, after) {
    const place = after.findIndex((piece, index) => piece !== before[index]);
    return place < 0 ? after.length - 1 : place;
}
