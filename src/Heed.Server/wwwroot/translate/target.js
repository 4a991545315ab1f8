// The right pane: the translation, each word a button that opens what else could stand there.
import { h } from "../core/dom.js";
import { count, percent, t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { rove } from "../ui/roving.js";
import { probabilityOf, shown, textOf, wordsOf } from "./answer.js";
import { copyText } from "./copy.js";

const unsure = 0.5;

export function targetPane({ state, busy, onWord, onUndo, onInspect }) {
    const { answer } = state;
    return h("section", { class: "pane target", "aria-label": t("translation"), "aria-busy": String(busy) },
        state.error ? h("p", { class: "error" }, state.error) : null,
        answer ? translation(state, onWord) : h("p", { class: "empty" }, busy ? t("working") : t("emptyTarget")),
        h("div", { class: "pane-foot" },
            answer ? [
                h("p", { class: "counts" }, busy ? t("working") : t("characters", { characters: count([...textOf(state)].length) })),
                state.before.length > 0 ? h("button", { type: "button", class: "quiet", onclick: onUndo }, t("undo")) : null,
                h("button", { type: "button", class: "quiet", onclick: copy }, t("copy")),
                inspectButtons(answer, onInspect),
            ] : null));

    async function copy() {
        announce(await copyText(textOf(state)) ? t("copied") : t("copyFailed"));
    }
}

function translation(state, onWord) {
    const buttons = [];
    const parts = state.answer.sentences.map((sentence, index) => {
        const { text, tokens } = shown(state, index);
        const words = wordsOf(tokens);
        // Pieces that do not spell the text exactly (normalised, or unknown) cannot be clicked one by one.
        const exact = words.map((word) => word.text).join("").trim() === text.trim();
        return [sentence.before, exact ? words.map((word, place) => [place === 0 ? "" : /^\s*/.exec(word.text)[0], button(word, index, tokens)]) : text];
    });
    const output = h("div", { class: "output", dir: "auto", lang: state.target, role: "group", "aria-label": t("translationWords") }, parts.flat(3), state.answer.after ?? "");
    if (buttons.length > 0) {
        rove(output, buttons);
    }
    return output;

    function button(word, sentence, tokens) {
        const probability = probabilityOf(word);
        const forced = (state.forced[sentence]?.length ?? 0) > word.at;
        const made = h("button", {
            type: "button", class: `word${probability < unsure ? " unsure" : ""}${forced ? " forced" : ""}`, "aria-haspopup": "listbox", "aria-expanded": "false",
            title: t("wordProbability", { probability: percent(probability) }), onclick: () => onWord(made, { sentence, tokens, at: word.at }),
        }, word.text.trim());
        buttons.push(made);
        return made;
    }
}

function inspectButtons(answer, onInspect) {
    const many = answer.sentences.length > 1;
    return h("span", { class: "inspect-links" }, answer.sentences.slice(0, 12).map((sentence, index) =>
        h("button", { type: "button", class: "quiet", title: sentence.source, onclick: () => onInspect(index) }, many ? t("inspectNumber", { number: index + 1 }) : t("inspectThis"))));
}
