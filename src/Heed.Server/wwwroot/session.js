// What the reader has typed, asked and chosen: kept while views come and go.
import { recall, recallForTab } from "./core/memory.js";

export function newSession(trace) {
    const typed = recallForTab("typed") ?? {};
    const search = recall("search") ?? {};
    return {
        embedded: trace !== null,
        places: {},
        models: null,
        translate: {
            source: typed.source ?? "auto", target: typed.target ?? null, text: typed.text ?? "",
            beam: search.beam ?? 5, nBest: search.nBest ?? 1, answer: null, error: null, forced: [], chosen: [], before: [],
        },
        inspect: {
            sentence: trace?.sourceText ?? typed.sentence ?? "", source: null, target: null, beam: 5,
            trace, error: null, off: [], base: null, positions: null, word: null,
        },
        training: { runs: null, error: null },
    };
}
