// A run's metrics as server-sent events, read with fetch, because EventSource cannot show a key. After a break it goes on behind what it has seen.
import { keyHeader } from "../core/api.js";

const pause = 2000;

/** onPoint(line) for every line, old and new; onRestart(step) when the run went back to a checkpoint; onState({ state, step, maxSteps }); onConnection(name). */
export function follow(name, { onPoint, onRestart, onState, onConnection }) {
    const abort = new AbortController();
    const acts = { point: onPoint, restart: ({ step }) => onRestart(step), state: onState };
    let seen = null;

    async function run() {
        while (!abort.signal.aborted) {
            onConnection("connecting");
            if (!await read().catch(() => true)) {
                onConnection("broken");
                return;
            }
            await new Promise((resume) => { setTimeout(resume, pause); });
        }
    }

    // Whether it is worth trying again: a run that is not there will not come.
    async function read() {
        const response = await fetch(`api/runs/${encodeURIComponent(name)}/events`, {
            headers: { Accept: "text/event-stream", ...keyHeader(), ...(seen === null ? {} : { "Last-Event-ID": seen }) }, signal: abort.signal,
        });
        if (!response.ok) {
            return response.status >= 500;
        }
        onConnection("open");
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (;;) {
            const { value, done } = await reader.read();
            if (done) {
                return true;
            }
            const blocks = (rest + value).split(/\r?\n\r?\n/);
            rest = blocks.pop();
            blocks.forEach(act);
        }
    }

    function act(block) {
        const fields = { event: "message", data: "" };
        for (const line of block.split(/\r?\n/)) {
            const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
            if (field) {
                fields[field] = field === "data" ? fields.data + value : value;
            }
        }
        seen = fields.id ?? seen;
        acts[fields.event]?.(JSON.parse(fields.data));
    }

    run();
    return () => abort.abort();
}
