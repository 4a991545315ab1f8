// A grid of any size for keyboard and screen reader over a picture of it: only the present cell exists, and it has the focus.
import { fill, h, place } from "../core/dom.js";
import { moveInGrid } from "./roving.js";

export function virtualGrid({ label, rows, columns, describe, onPoint, onLock }) {
    const element = h("div", { role: "grid", class: "virtual-grid", "aria-label": label, "aria-rowcount": rows, "aria-colcount": columns });
    const cross = h("div", { class: "grid-cross", "aria-hidden": "true" });
    let size = 1;
    let at = { row: 0, column: 0 };
    let locked = null;
    let cell = null;

    function draw(focused) {
        const isLocked = locked !== null && locked.row === at.row && locked.column === at.column;
        cell = h("div", {
            role: "gridcell", tabindex: "0", class: "grid-cell", "aria-colindex": at.column + 1,
            "aria-selected": String(isLocked), "aria-label": describe(at.row, at.column),
            onfocus: () => onPoint?.(at.row, at.column), onblur: leave,
        });
        place(cell, { left: at.column * size, top: at.row * size, width: size, height: size });
        fill(element, cross, h("div", { role: "row", "aria-rowindex": at.row + 1 }, cell));
        cross.hidden = locked === null;
        if (locked) {
            place(cross, { left: locked.column * size, top: locked.row * size, width: size, height: size });
        }
        if (focused) {
            cell.focus({ preventScroll: false });
        }
    }

    function leave() {
        onPoint?.(null, null);
    }

    function under(event) {
        const box = element.getBoundingClientRect();
        const row = Math.floor((event.clientY - box.top) / size);
        const column = Math.floor((event.clientX - box.left) / size);
        return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
    }

    function lockAt(next, focused) {
        locked = next;
        at = next ?? at;
        draw(focused);
        onLock?.(next?.row ?? null, next?.column ?? null);
    }

    element.addEventListener("pointermove", (event) => {
        const next = under(event);
        onPoint?.(next?.row ?? null, next?.column ?? null);
    });
    element.addEventListener("pointerleave", leave);
    element.addEventListener("click", (event) => {
        const next = under(event);
        if (next) {
            lockAt(locked && next.row === locked.row && next.column === locked.column ? null : next, true);
        }
    });
    element.addEventListener("keydown", (event) => {
        const next = moveInGrid(event, { ...at, rows, columns });
        if (next) {
            event.preventDefault();
            at = next;
            draw(true);
        } else if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            lockAt({ ...at }, true);
        } else if (event.key === "Escape" && locked) {
            event.preventDefault();
            lockAt(null, true);
        }
    });
    draw(false);
    return {
        element,
        resize(next) {
            size = next;
            draw(element.contains(document.activeElement));
        },
        /** Locks a cell from outside, without telling about it. */
        lock(row, column) {
            if (row < rows && column < columns) {
                locked = { row, column };
                at = locked;
                draw(false);
            }
        },
    };
}
