// What outlives a reload: choices in localStorage, texts in sessionStorage, which ends with the tab. A browser may forbid both.

export function remember(name, value) {
    write(() => localStorage, name, value);
}

export function recall(name) {
    return read(() => localStorage, name);
}

export function rememberForTab(name, value) {
    write(() => sessionStorage, name, value);
}

export function recallForTab(name) {
    return read(() => sessionStorage, name);
}

function write(storage, name, value) {
    try {
        storage().setItem(`heed.${name}`, JSON.stringify(value));
    } catch {
        // Nothing depends on it.
    }
}

function read(storage, name) {
    try {
        return JSON.parse(storage().getItem(`heed.${name}`)) ?? undefined;
    } catch {
        return undefined;
    }
}
