// Look inside: one recorded translation, seen from six sides.
import { fill, h, refill } from "../core/dom.js";
import { Latest } from "../core/api.js";
import { languageName, number, t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { rememberForTab } from "../core/memory.js";
import { loadModels } from "../core/models.js";
import { route, turnTo } from "../core/route.js";
import { choice, facts } from "../ui/fields.js";
import { tabs } from "../ui/tabs.js";
import { attentionPanel } from "./attention.js";
import { cachePanel } from "./cache.js";
import { decodingPanel } from "./decoding.js";
import { masksPanel } from "./masks.js";
import { positionsPanel } from "./positions.js";
import { tokensPanel } from "./tokens.js";

const panels = { tokens: tokensPanel, positions: positionsPanel, attention: attentionPanel, masks: masksPanel, decoding: decodingPanel, cache: cachePanel };

export function inspectView(session) {
    const state = session.inspect;
    const latest = new Latest();
    const form = h("div", { class: "inspect-form" });
    const body = h("div", { class: "inspect-body" });
    let busy = false;

    async function start() {
        try {
            await loadModels(session);
            const pair = session.models.find((model) => model.source === state.source && model.target === state.target) ?? session.models[0];
            state.source = pair?.source ?? null;
            state.target = pair?.target ?? null;
            state.error = pair ? null : t("noModels");
            drawForm();
            if (state.sentence.trim() && !state.trace && pair) {
                await record();
            }
        } catch (error) {
            state.error = error.message;
        }
        drawBody();
    }

    async function record() {
        busy = true;
        state.error = null;
        drawBody();
        try {
            const trace = await latest.ask("api/trace", { sentence: state.sentence, source: state.source, target: state.target, beam: state.beam });
            if (trace === undefined) {
                return;
            }
            Object.assign(state, { trace, off: [], changed: null, word: null });
            announce(t("traced", { text: trace.targetText }));
        } catch (error) {
            state.error = error.message;
            state.trace = null;
            announce(error.message);
        }
        busy = false;
        drawBody();
    }

    function drawForm() {
        const pairs = (session.models ?? []).map((model) => [`${model.source} ${model.target}`, `${languageName(model.source)} → ${languageName(model.target)}`]);
        const input = h("input", { id: "sentence", type: "text", value: state.sentence, dir: "auto", maxlength: 2000, autocomplete: "off", placeholder: t("sentencePlaceholder"), oninput: () => { state.sentence = input.value; } });
        refill(form, h("form", { onsubmit: (event) => { event.preventDefault(); submit(); } },
            h("div", { class: "field grow" }, h("label", { for: "sentence" }, t("sentence")), input),
            pairs.length > 1 ? choice({ label: t("pair"), options: pairs, value: `${state.source} ${state.target}`, onChange: (value) => { [state.source, state.target] = value.split(" "); } }) : null,
            choice({ label: t("beam"), options: [1, 2, 3, 4, 5, 8].map((size) => [String(size), String(size)]), value: String(state.beam), onChange: (value) => { state.beam = Number(value); } }),
            h("button", { type: "submit", class: "primary" }, t("look"))));
    }

    function submit() {
        const { sentence } = state;
        const typed = session.translate;
        rememberForTab("typed", { text: typed.text, source: typed.source, target: typed.target, sentence });
        if (sentence.trim()) {
            record();
        }
    }

    function drawBody() {
        const { trace } = state;
        body.setAttribute("aria-busy", busy);
        fill(body,
            state.error ? h("p", { class: "error" }, state.error) : null,
            trace ? [summary(trace), tabs({
                label: t("inspect"), selected: route().panel || "tokens",
                items: Object.keys(panels).map((name) => ({ name, label: t(`panel-${name}`) })),
                onSelect: (name) => turnTo("inspect", name),
                show: (name) => panels[name]({ trace, state, session }),
            })] : h("p", { class: "empty" }, busy ? t("recording") : t("inspectEmpty")));
    }

    if (session.embedded) {
        drawBody();
    } else {
        drawForm();
        drawBody();
        start();
    }
    return {
        element: h("div", { class: "view inspect" }, h("h1", { class: "hidden" }, t("inspect")), form, body),
        leave: () => {
            session.places.inspect = location.hash.startsWith("#/inspect") ? location.hash.slice(2) : session.places.inspect;
            latest.stop();
        },
    };
}

function summary(trace) {
    const { model } = trace;
    return h("div", { class: "summary" },
        h("p", { class: "sentence-pair" },
            h("span", { dir: "auto", lang: model.source ?? null }, trace.sourceText), h("span", { class: "arrow", "aria-hidden": "true" }, " → "),
            h("strong", { dir: "auto", lang: model.target ?? null }, trace.targetText)),
        facts([
            [t("layers"), `${model.encoderLayers} + ${model.decoderLayers}`], [t("heads"), String(model.heads)], [t("width"), String(model.width)],
            [t("positionKind"), model.position ?? "–"], [t("logProbability"), number(trace.target.logProbabilities.reduce((sum, value) => sum + value, 0), 5)],
        ]));
}
