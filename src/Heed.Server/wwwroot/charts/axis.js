// Linear scales with round ticks.

export function linear([from, to], [start, end]) {
    const span = to - from || 1;
    const scale = (value) => start + (value - from) / span * (end - start);
    scale.invert = (place) => from + (place - start) / (end - start || 1) * span;
    return scale;
}

/** About so many round numbers between the ends. */
export function ticksOf([from, to], about) {
    const rough = (to - from) / Math.max(1, about);
    if (!(rough > 0)) {
        return [from];
    }
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
    const result = [];
    for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-9; index++) {
        result.push(Number((index * step).toPrecision(12)));
    }
    return result;
}

/** The smallest and largest value, with a little room; a flat line gets some too. */
export function extentOf(values, room = 0.05) {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
        if (Number.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }
    if (low > high) {
        return [0, 1];
    }
    const size = Math.max(Math.abs(low), Math.abs(high));
    const span = high - low;
    if (span <= size * 1e-6) {
        // A flat line, or one that only rounding bends.
        return [low - (size || 1) * 0.05, high + (size || 1) * 0.05];
    }
    return [low - span * room, high + span * room];
}
