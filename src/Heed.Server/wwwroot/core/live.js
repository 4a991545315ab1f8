// What a screen reader is told: one polite sentence a result.
import { h } from "./dom.js";

const region = h("div", { class: "hidden", role: "status", "aria-live": "polite", id: "live" });

export function liveRegion() {
    return region;
}

export function announce(text) {
    region.textContent = text;
}
