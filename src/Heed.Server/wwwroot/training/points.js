// The lines of a run's metrics, as series over steps. A line is a log interval, a validation, or the final score.

export class RunPoints {
    steps = [];
    lines = [];

    add(line) {
        this.lines.push(line);
        if (line.step > (this.steps[this.steps.length - 1] ?? -1)) {
            this.steps.push(line.step);
        }
    }

    /** Forgets what came after a step: the run went back to it. */
    cut(step) {
        this.lines = this.lines.filter((line) => line.step <= step);
        this.steps = this.steps.filter((other) => other <= step);
    }

    /** [[step, value]…] of the lines that have this; path like ["validation", "loss"]. */
    series(path) {
        return this.lines
            .map((line) => [line.step, path.reduce((value, name) => value?.[name], line)])
            .filter(([, value]) => typeof value === "number");
    }

    /** The names below an object that some line has, in the order in which they came. */
    names(object) {
        return [...new Set(this.lines.flatMap((line) => Object.keys(line[object] ?? {})))];
    }

    /** What is known at a step: name and value of every number of its lines. */
    at(step) {
        return this.lines.filter((line) => line.step === step).flatMap((line) => numbersOf(line, ""));
    }
}

/** Exponential moving average without the lag of a start at 0; factor 0 changes nothing. */
export function smooth(points, factor) {
    let mean = 0;
    let weight = 0;
    return points.map(([step, value]) => {
        mean = factor * mean + (1 - factor) * value;
        weight = factor * weight + (1 - factor);
        return [step, mean / weight];
    });
}

function numbersOf(object, prefix) {
    return Object.entries(object).flatMap(([name, value]) => typeof value === "number" ? [[prefix + name, value]]
        : value !== null && typeof value === "object" && !Array.isArray(value) ? numbersOf(value, `${prefix}${name}.`) : []);
}
