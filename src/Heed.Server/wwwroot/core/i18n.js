// The page's two languages, and numbers as they are written in them.
import { en } from "../strings.en.js";
import { zh } from "../strings.zh.js";
import { recall, remember } from "./memory.js";

const tables = { en, zh };
let current = recall("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export function language() {
    return current;
}

export function setLanguage(code) {
    current = code;
    remember("language", code);
    applyLanguage();
}

/** Tells the browser and the screen reader which language the page is in. */
export function applyLanguage() {
    document.documentElement.lang = current === "zh" ? "zh-Hans" : "en";
}

/** The sentence of this name, with {holes} filled in. A name that is missing is a mistake of ours and says so. */
export function t(name, values) {
    const text = tables[current][name];
    if (text === undefined) {
        throw new Error(`strings.${current}.js has no "${name}"`);
    }
    return values ? text.replace(/\{(\w+)\}/g, (_, hole) => values[hole]) : text;
}

/** A whole number with its thousands grouped. */
export function count(value) {
    return new Intl.NumberFormat(current).format(value);
}

/** A number to so many significant digits, with a real minus sign. */
export function number(value, digits = 4) {
    if (value === null || value === undefined || Number.isNaN(value)) {
        return "–";
    }
    if (!Number.isFinite(value)) {
        return value > 0 ? "∞" : "−∞";
    }
    const size = Math.abs(value);
    const text = size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential(digits - 1) : String(Number(value.toPrecision(digits)));
    return text.replace(/-/g, "−");
}

/** A number with so many decimals, with a real minus sign. */
export function fixed(value, decimals = 3) {
    return value.toFixed(decimals).replace("-", "−");
}

export function percent(value) {
    return `${(value * 100).toFixed(1)} %`;
}

export function bytes(value) {
    const units = ["B", "KiB", "MiB", "GiB"];
    const step = value < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(value) / 10));
    return step === 0 ? `${value} B` : `${(value / 1024 ** step).toFixed(1)} ${units[step]}`;
}

/** The name of a language in the language of the page. */
export function languageName(code) {
    try {
        return new Intl.DisplayNames([current === "zh" ? "zh-Hans" : "en"], { type: "language" }).of(code) ?? code;
    } catch {
        return code;
    }
}
