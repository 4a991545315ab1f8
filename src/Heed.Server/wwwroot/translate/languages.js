// From which language into which, and the button between them.
import { h } from "../core/dom.js";
import { languageName, t } from "../core/i18n.js";
import { hasPair, sources, targets } from "../core/models.js";
import { choice } from "../ui/fields.js";

export function languageBar({ models, state, onChange, onSwap }) {
    const detected = state.answer?.detectedLanguage?.language;
    const from = state.source === "auto" ? detected : state.source;
    const possible = from !== undefined && hasPair(models, state.target, from);
    const auto = detected && state.source === "auto" ? t("autoDetected", { language: languageName(detected) }) : t("auto");
    return [
        choice({
            label: t("from"), value: state.source, options: [["auto", auto], ...sources(models).map((code) => [code, languageName(code)])],
            onChange: (code) => {
                state.source = code;
                if (!targets(models, code).includes(state.target)) {
                    state.target = targets(models, code)[0] ?? null;
                }
                onChange();
            },
        }),
        h("button", {
            type: "button", class: "swap", "aria-label": t("swap"), title: possible || !from ? t("swap") : t("noPair", { source: languageName(state.target), target: languageName(from) }),
            "aria-disabled": possible ? null : "true", onclick: () => possible && onSwap(),
        }, h("span", { "aria-hidden": "true" }, "⇄")),
        choice({
            label: t("into"), value: state.target, options: targets(models, state.source).map((code) => [code, languageName(code)]),
            onChange: (code) => {
                state.target = code;
                onChange();
            },
        }),
    ];
}
