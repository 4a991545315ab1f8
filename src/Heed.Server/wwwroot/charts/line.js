// Lines over steps: drawn in SVG, zoomed by dragging or by + and −, one step chosen by click or arrow keys.
import { fill, h, s, uniqueId } from "../core/dom.js";
import { number } from "../core/i18n.js";
import { extentOf, linear, ticksOf } from "./axis.js";
import { pathOf, seriesClass } from "./series.js";

const margin = { left: 58, right: 14, top: 10, bottom: 36 };

/**
 * series: [{ name, points: [[x, y]…], faint?, dots? }]. domain: [from, to] or null for all. selected: a value of x or null.
 * stops: the values of x that can be chosen. onZoom([from, to] or null), onSelect(x or null); describe(x) is read out.
 */
export function lineChart({ label, xName, height = 220, series, stops, domain, selected, onZoom, onSelect, describe }) {
    const picture = s("svg", { class: "line-chart", "aria-hidden": "true" });
    const element = h("div", {
        class: "plot", tabindex: "0", role: onSelect ? "slider" : "img", "aria-label": label,
        onkeydown: key, onpointerdown: press, ondblclick: () => onZoom?.(null),
    }, picture);
    const clipId = uniqueId("clip");
    let width = 0;
    let x = null;

    function whole() {
        return stops.length > 0 ? [stops[0], stops[stops.length - 1]] : [0, 1];
    }

    function draw() {
        if (width === 0) {
            return;
        }
        const shown = domain ?? whole();
        x = linear(shown, [margin.left, width - margin.right]);
        const seen = (point) => point[0] >= shown[0] && point[0] <= shown[1];
        const extent = extentOf(series.flatMap((line) => line.points.filter(seen).map((point) => point[1])));
        const y = linear(extent, [height - margin.bottom, margin.top]);
        picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
        picture.setAttribute("height", height);
        fill(picture,
            s("clipPath", { id: clipId }, s("rect", { x: margin.left - 4, y: 0, width: Math.max(0, width - margin.left - margin.right + 8), height: height - margin.bottom + 1 })),
            ticksOf(extent, 4).map((value) => s("g", { class: "tick" },
                s("line", { x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value) }),
                s("text", { x: margin.left - 8, y: y(value), "text-anchor": "end", "dominant-baseline": "central" }, number(value, 3)))),
            ticksOf(shown, width / 110).map((value) => s("text", { class: "tick-x", x: x(value), y: height - 19, "text-anchor": "middle" }, number(value, 6))),
            s("text", { class: "axis-name", x: width - margin.right, y: height - 4, "text-anchor": "end" }, xName),
            s("g", { "clip-path": `url(#${clipId})` },
                series.map((line, index) => line.dots
                    ? s("g", { class: seriesClass(index, line) }, line.points.filter(seen).map((point) => s("circle", { cx: x(point[0]), cy: y(point[1]), r: 3 })))
                    : s("path", { class: seriesClass(index, line), d: pathOf(line.points, shown, x, y) })),
                selected === null || selected === undefined ? null
                    : s("line", { class: "chosen", x1: x(selected), x2: x(selected), y1: margin.top, y2: height - margin.bottom })));
        describeSelf();
    }

    function describeSelf() {
        if (onSelect) {
            const [from, to] = whole();
            const now = selected ?? to;
            Object.entries({ "aria-valuemin": from, "aria-valuemax": to, "aria-valuenow": now, "aria-valuetext": describe(now) })
                .forEach(([name, value]) => element.setAttribute(name, value));
        }
    }

    function nearest(value) {
        return stops.reduce((best, stop) => Math.abs(stop - value) < Math.abs(best - value) ? stop : best, stops[0]);
    }

    function key(event) {
        const at = Math.max(0, stops.indexOf(selected ?? stops[stops.length - 1]));
        const to = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at + 10, PageDown: at - 10, Home: 0, End: stops.length - 1 }[event.key];
        if (event.ctrlKey || event.metaKey || event.altKey || stops.length === 0) {
            return;
        }
        if (to !== undefined && onSelect) {
            onSelect(stops[Math.max(0, Math.min(stops.length - 1, to))]);
        } else if ("+=-_".includes(event.key) && onZoom) {
            zoom("+=".includes(event.key) ? 0.5 : 2);
        } else if (event.key === "0" && onZoom) {
            onZoom(null);
        } else if (event.key === "Escape" && onSelect) {
            onSelect(null);
        } else {
            return;
        }
        event.preventDefault();
    }

    function zoom(factor) {
        const [from, to] = whole();
        const shown = domain ?? [from, to];
        const half = (shown[1] - shown[0]) / 2 * factor;
        const middle = Math.max(from + half, Math.min(to - half, selected ?? (shown[0] + shown[1]) / 2));
        onZoom(half * 2 >= to - from ? null : [middle - half, middle + half]);
    }

    function press(event) {
        if (event.button !== 0 || !x) {
            return;
        }
        const box = element.getBoundingClientRect();
        const start = event.clientX - box.left;
        const veil = s("rect", { class: "zoom-veil", y: margin.top, height: height - margin.top - margin.bottom, x: start, width: 0 });
        picture.append(veil);
        element.setPointerCapture(event.pointerId);
        const move = (next) => {
            const now = next.clientX - box.left;
            veil.setAttribute("x", Math.min(start, now));
            veil.setAttribute("width", Math.abs(now - start));
        };
        const release = (next) => {
            element.removeEventListener("pointermove", move);
            element.removeEventListener("pointerup", release);
            element.removeEventListener("pointercancel", release);
            veil.remove();
            const ends = [x.invert(start), x.invert(next.clientX - box.left)].sort((one, other) => one - other);
            if (Math.abs(next.clientX - box.left - start) > 6) {
                onZoom?.([Math.max(ends[0], whole()[0]), Math.min(ends[1], whole()[1])]);
            } else if (stops.length > 0) {
                onSelect?.(nearest(ends[0]));
            }
        };
        element.addEventListener("pointermove", move);
        element.addEventListener("pointerup", release);
        element.addEventListener("pointercancel", release);
    }

    new ResizeObserver((entries) => {
        width = Math.round(entries[0].contentRect.width);
        draw();
    }).observe(element);
    return {
        element,
        /** New data, or another zoom or choice; what is not given stays. */
        update(changes) {
            ({ series, stops, domain, selected } = { series, stops, domain, selected, ...changes });
            draw();
        },
    };
}
