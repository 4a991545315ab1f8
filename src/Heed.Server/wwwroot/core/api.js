// The server, as the page asks it. Every failure becomes an Error whose message is one sentence for the reader.
import { recallForTab } from "./memory.js";
import { t } from "./i18n.js";

/** What the window is told when the server wants a key. */
export const keyWanted = "heed-key-wanted";

/** GET, or POST if there is a body; answers the parsed JSON. */
export async function ask(path, body, signal) {
    let response;
    try {
        response = await fetch(path, {
            method: body ? "POST" : "GET",
            headers: { ...(body ? { "Content-Type": "application/json" } : {}), ...keyHeader() },
            body: body ? JSON.stringify(body) : undefined,
            signal,
        });
    } catch (error) {
        throw signal?.aborted ? error : new Error(t("errorOffline"));
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
        if (asksForKey(response.status, answer)) {
            window.dispatchEvent(new Event(keyWanted));
        }
        throw new Error(sentence(answer) ?? t("errorStatus", { status: response.status }));
    }
    if (answer === null) {
        throw new Error(t("errorAnswer"));
    }
    return answer;
}

/** One question at a time: a new one stops the one before, and what still arrives late is dropped. */
export class Latest {
    #sequence = 0;
    #abort = new AbortController();

    /** The answer, or undefined if a newer question has been asked meanwhile. */
    async ask(path, body) {
        const mine = this.stop();
        try {
            const answer = await ask(path, body, this.#abort.signal);
            return mine === this.#sequence ? answer : undefined;
        } catch (error) {
            if (mine === this.#sequence) {
                throw error;
            }
            return undefined;
        }
    }

    /** Gives up whatever is under way. */
    stop() {
        this.#abort.abort();
        this.#abort = new AbortController();
        this.#sequence += 1;
        return this.#sequence;
    }
}

/** The header that shows the reader's key, where there is one. */
export function keyHeader() {
    const key = recallForTab("key");
    return key ? { Authorization: `Bearer ${key}` } : {};
}

function asksForKey(status, answer) {
    return status === 401 || status === 403 || (status === 400 && /API key/i.test(sentence(answer) ?? ""));
}

function sentence(answer) {
    return typeof answer?.error === "string" ? answer.error : answer?.error?.message;
}
