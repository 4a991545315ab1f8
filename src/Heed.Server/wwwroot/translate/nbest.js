// Other translations of each sentence, best first, with their scores.
import { h } from "../core/dom.js";
import { number, t } from "../core/i18n.js";

export function nBestList({ state, onUse }) {
    const sentences = state.answer?.sentences ?? [];
    if (!sentences.some((sentence) => sentence.hypotheses.length > 1)) {
        return null;
    }
    return h("section", { class: "nbest", "aria-label": t("otherTranslations") },
        h("h2", null, t("otherTranslations")),
        h("p", { class: "note" }, t("scoreNote")),
        sentences.map((sentence, index) => h("div", { class: "nbest-sentence" },
            sentences.length > 1 ? h("p", { class: "nbest-source" }, sentence.source) : null,
            h("ol", null, sentence.hypotheses.map((hypothesis, place) => h("li", null,
                h("button", {
                    type: "button", class: "hypothesis", "aria-pressed": String((state.chosen[index] ?? 0) === place), onclick: () => onUse(index, place),
                }, h("span", { lang: state.target, dir: "auto" }, hypothesis.text), h("span", { class: "score" }, number(hypothesis.score, 4)))))))));
}
