// Translate: two panes, and everything that happens between them.
import { h, refill } from "../core/dom.js";
import { Latest, ask } from "../core/api.js";
import { t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { remember, rememberForTab } from "../core/memory.js";
import { loadModels, targets } from "../core/models.js";
import { go } from "../core/route.js";
import { languageBar } from "./languages.js";
import { openAlternatives } from "./alternatives.js";
import { nBestList } from "./nbest.js";
import { sourcePane } from "./source.js";
import { targetPane } from "./target.js";
import { textOf } from "./answer.js";
import { searchOptions } from "./options.js";

const pause = 400;

export function translateView(session) {
    const state = session.translate;
    const latest = new Latest();
    const bar = h("div", { class: "language-bar" });
    const result = h("div", { class: "result" });
    const more = h("div", { class: "more" });
    let timer = 0;
    let busy = false;

    const source = sourcePane({ state, onType: typed, onNow: () => run(), onClear: clear });
    const element = h("div", { class: "view translate" },
        h("h1", { class: "hidden" }, t("translate")),
        bar,
        h("div", { class: "panes" }, source.element, result),
        searchOptions({ state, onChange: optionsChanged }), more);

    async function start() {
        try {
            const models = await loadModels(session);
            if (!targets(models, state.source).includes(state.target)) {
                state.source = models.some((model) => model.source === state.source) ? state.source : "auto";
                state.target = targets(models, state.source)[0] ?? null;
            }
            drawBar();
            if (models.length === 0) {
                state.error = t("noModels");
            } else if (state.text.trim() && !state.answer) {
                run();
            }
        } catch (error) {
            state.error = error.message;
        }
        drawResult();
    }

    function drawBar() {
        refill(bar, languageBar({ models: session.models ?? [], state, onChange: languagesChanged, onSwap: swapped }));
    }

    function drawResult() {
        refill(result, targetPane({ state, busy, onWord: word, onUndo: undo, onInspect: inspect }));
        refill(more, nBestList({ state, onUse: use }));
    }

    function typed() {
        rememberTyped();
        clearTimeout(timer);
        if (state.text.trim()) {
            timer = setTimeout(run, pause);
        } else {
            clear();
        }
    }

    function clear() {
        clearTimeout(timer);
        latest.stop();
        busy = false;
        Object.assign(state, { text: "", answer: null, error: null, forced: [], chosen: [], before: [] });
        rememberTyped();
        source.refresh();
        drawResult();
    }

    async function run(forced = [], keep = false) {
        clearTimeout(timer);
        if (!state.text.trim() || !state.target) {
            return;
        }
        busy = true;
        state.error = null;
        drawResult();
        try {
            const answer = await latest.ask("api/translate", {
                q: state.text, source: state.source, target: state.target, beam: Math.max(state.beam, state.nBest), nBest: state.nBest,
                ...(forced.some((prefix) => prefix.length > 0) ? { prefix: forced } : {}),
            });
            if (answer === undefined) {
                return;
            }
            state.before = keep ? [...state.before, { answer: state.answer, forced: state.forced, chosen: state.chosen }] : [];
            Object.assign(state, { answer, forced, chosen: [] });
            announce(t("translated", { text: textOf(state) }));
        } catch (error) {
            state.error = error.message;
            announce(error.message);
        }
        busy = false;
        drawBar();
        drawResult();
        rememberTyped();
    }

    function word(button, { sentence, tokens, at }) {
        const prefix = tokens.slice(0, at).map((token) => token.id);
        const body = { sentence: state.answer.sentences[sentence].source, source: languageOf(), target: state.target, prefix, count: 8 };
        openAlternatives(button, {
            current: tokens[at].id,
            load: () => ask("api/alternatives", body),
            onChoose: (id) => {
                const forced = state.answer.sentences.map((_, index) => index === sentence ? [...prefix, id] : state.forced[index] ?? []);
                run(forced, true);
            },
        });
    }

    // The language that is being read: the chosen one, or the detected one as soon as there is an answer.
    function languageOf() {
        return state.source === "auto" ? state.answer?.detectedLanguage?.language ?? "auto" : state.source;
    }

    function undo() {
        Object.assign(state, state.before.pop());
        drawResult();
    }

    function use(sentence, hypothesis) {
        state.chosen[sentence] = hypothesis;
        announce(t("translated", { text: textOf(state) }));
        drawResult();
    }

    function inspect(sentence) {
        Object.assign(session.inspect, { sentence: state.answer.sentences[sentence].source, source: languageOf(), target: state.target, beam: state.beam, trace: null, off: [], error: null });
        go("inspect");
    }

    function languagesChanged() {
        drawBar();
        rememberTyped();
        run();
    }

    function swapped() {
        const from = languageOf();
        const text = state.answer ? textOf(state) : state.text;
        Object.assign(state, { source: state.target, target: from, text, answer: null, forced: [], chosen: [], before: [] });
        source.refresh();
        languagesChanged();
        announce(t("swapped"));
    }

    function optionsChanged() {
        remember("search", { beam: state.beam, nBest: state.nBest });
        run();
    }

    function rememberTyped() {
        rememberForTab("typed", { text: state.text, source: state.source, target: state.target, sentence: session.inspect.sentence });
    }

    drawBar();
    drawResult();
    start();
    return {
        element,
        leave() {
            clearTimeout(timer);
            latest.stop();
        },
    };
}
