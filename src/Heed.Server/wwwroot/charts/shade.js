// One scale for every weight: 0 to 1 is lightness alone, at a fixed hue, from the paper's to the ink's.
import { isDark } from "../core/theme.js";

const steps = 256;
const scales = new Map();

/** The colour of a value between 0 and 1, as "rgb(r, g, b)". */
export function shade(value) {
    const index = Math.max(0, Math.min(steps - 1, Math.round(value * (steps - 1))));
    return scale(isDark())[index];
}

/** Black or white text on a cell of this value. */
export function inkOn(value) {
    return (value > 0.5) === isDark() ? "#10131a" : "#ffffff";
}

/** What is masked: hatched, because it is not a small weight but none at all. */
export function hatch(context) {
    const tile = document.createElement("canvas");
    tile.width = 6;
    tile.height = 6;
    const brush = tile.getContext("2d");
    brush.fillStyle = isDark() ? "#1d2027" : "#f1f0ec";
    brush.fillRect(0, 0, 6, 6);
    brush.strokeStyle = isDark() ? "#4a505c" : "#b9b7b0";
    brush.lineWidth = 1;
    brush.beginPath();
    for (const offset of [-6, 0, 6]) {
        brush.moveTo(offset, 6);
        brush.lineTo(offset + 6, 0);
    }
    brush.stroke();
    return context.createPattern(tile, "repeat");
}

function scale(dark) {
    if (!scales.has(dark)) {
        const [low, high] = dark ? [0.24, 0.96] : [0.975, 0.27];
        scales.set(dark, Array.from({ length: steps }, (_, index) => rgb(low + (high - low) * index / (steps - 1), 0.014, 258)));
    }
    return scales.get(dark);
}

// OKLCH to sRGB (Ottosson 2020).
function rgb(lightness, chroma, hue) {
    const a = chroma * Math.cos(hue * Math.PI / 180);
    const b = chroma * Math.sin(hue * Math.PI / 180);
    const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const linear = [
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    ];
    const parts = linear.map((part) => Math.round(255 * gamma(Math.max(0, Math.min(1, part)))));
    return `rgb(${parts.join(", ")})`;
}

function gamma(value) {
    return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
