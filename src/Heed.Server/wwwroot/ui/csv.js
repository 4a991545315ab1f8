// Tables as files: RFC 4180, with the mark by which spreadsheets know UTF-8.
import { h } from "../core/dom.js";

export function toCsv({ columns, rows }) {
    return [columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

export function download(name, text) {
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    h("a", { href: address, download: name }).click();
    URL.revokeObjectURL(address);
}

function field(value) {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
