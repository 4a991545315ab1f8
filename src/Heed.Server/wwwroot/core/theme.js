// Light, dark, or as the system has it. Colours themselves are custom properties in style.css.
import { recall, remember } from "./memory.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let chosen = recall("theme") ?? "auto";

export function theme() {
    return chosen;
}

export function setTheme(name) {
    chosen = name;
    remember("theme", name);
    applyTheme();
}

export function applyTheme() {
    document.documentElement.dataset.theme = chosen;
}

export function isDark() {
    return chosen === "auto" ? dark.matches : chosen === "dark";
}

/** Canvases hold colours, not names of colours: they have to be drawn again when the system changes its mind. */
export function onSystemTheme(listener) {
    dark.addEventListener("change", listener);
}
