// The left pane: what is to be translated. Typing counts only when the input method has finished composing.
import { fill, h, uniqueId } from "../core/dom.js";
import { count, t } from "../core/i18n.js";

export function sourcePane({ state, onType, onNow, onClear }) {
    const id = uniqueId("source");
    const counts = h("p", { class: "counts", id: `${id}-counts` });
    const text = h("textarea", {
        id, rows: 6, dir: "auto", spellcheck: "true", "aria-describedby": `${id}-hint ${counts.id}`, placeholder: t("placeholder"),
        lang: state.source === "auto" ? null : state.source,
        oninput: change, oncompositionstart: () => { composing = true; }, oncompositionend: () => { composing = false; change(); },
        onkeydown: (event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
                event.preventDefault();
                onNow();
            }
        },
    });
    const clear = h("button", { type: "button", class: "quiet", onclick: () => { onClear(); text.focus(); } }, t("clear"));
    let composing = false;

    function change() {
        state.text = text.value;
        describe();
        if (!composing) {
            onType();
        }
    }

    function describe() {
        fill(counts, t("counts", { characters: count([...state.text].length), words: count(wordCount(state.text)) }));
        clear.hidden = state.text === "";
    }

    function refresh() {
        text.value = state.text;
        describe();
    }

    refresh();
    return {
        element: h("section", { class: "pane", "aria-label": t("sourceText") },
            h("label", { for: id, class: "hidden" }, t("sourceText")), text,
            h("div", { class: "pane-foot" }, counts, h("p", { class: "hint", id: `${id}-hint` }, t("hint")), clear)),
        refresh,
    };
}

// Words as the language's own rules cut them, so that Chinese has some too.
function wordCount(text) {
    if (!Intl.Segmenter) {
        return text.split(/\s+/).filter(Boolean).length;
    }
    let words = 0;
    for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
        words += part.isWordLike ? 1 : 0;
    }
    return words;
}
