// The parts of an answer of the server: sentences, their chosen hypotheses, and the words of these.

/** The hypothesis that is shown for a sentence: the best, or the one the reader took. */
export function shown(state, sentence) {
    return state.answer.sentences[sentence].hypotheses[state.chosen[sentence] ?? 0];
}

/** The whole translation, with what stood between the sentences. */
export function textOf(state) {
    const { sentences, after = "" } = state.answer;
    return sentences.map((sentence, index) => sentence.before + shown(state, index).text).join("") + after;
}

/** A hypothesis as words: [{ text, at }], where at is the word's first token. Writing without spaces gives one word a token. */
export function wordsOf(tokens) {
    const words = [];
    tokens.forEach((token, at) => {
        const last = words[words.length - 1];
        if (!last || begins(token.text) || closes(last.text, token.text)) {
            words.push({ text: token.text, at, tokens: [token] });
        } else {
            last.text += token.text;
            last.tokens.push(token);
        }
    });
    return words.filter((word) => word.text !== "");
}

/** The probability of a word given what stands before it. */
export function probabilityOf(word) {
    return Math.exp(word.tokens.reduce((sum, token) => sum + token.logProbability, 0));
}

function begins(text) {
    return /^\s/.test(text) || spaceless.test(text);
}

function closes(last, next) {
    return spaceless.test(last) || (/[\p{L}\p{N}]$/u.test(last) && /^[^\p{L}\p{N}\p{M}'’\-]/u.test(next));
}

const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}。，、！？；：]/u;
