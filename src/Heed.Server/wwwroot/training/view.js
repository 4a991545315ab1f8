// Training: a run of the server's folder, as it grows. What is chosen and how far it is zoomed stands in the address.
import { fill, h } from "../core/dom.js";
import { ask } from "../core/api.js";
import { count, t } from "../core/i18n.js";
import { announce } from "../core/live.js";
import { route, setRoute } from "../core/route.js";
import { choice, facts, slider } from "../ui/fields.js";
import { chartsOf } from "./charts.js";
import { RunPoints } from "./points.js";
import { samplesAt, samplesTable } from "./samples.js";
import { follow } from "./stream.js";

export function trainingView(session) {
    const state = session.training;
    const controls = h("div", { class: "controls" });
    const status = h("p", { class: "run-status" });
    const body = h("div", { class: "charts" });
    const samples = h("div");
    let stop = null;
    let charts = null;
    let points = null;
    let pending = 0;
    let shown = null;
    let sampled;

    async function start() {
        try {
            state.runs = await ask("api/runs");
            state.error = null;
        } catch (error) {
            state.error = error.message;
        }
        draw();
    }

    function draw() {
        stop?.();
        charts = null;
        if (state.error || !state.runs || state.runs.length === 0) {
            fill(body, h("p", { class: state.error ? "error" : "empty" }, state.error ?? (state.runs ? t("noRuns") : t("working"))));
            return;
        }
        const name = state.runs.some((run) => run.name === route().get("run")) ? route().get("run") : state.runs[0].name;
        fill(controls,
            choice({ label: t("run"), value: name, options: state.runs.map((run) => [run.name, run.name]), onChange: change }),
            slider({
                label: t("smoothing"), min: 0, max: 0.95, step: 0.05, value: route().number("smooth", 0), format: (value) => value === 0 ? t("off") : value.toFixed(2),
                onInput: (value) => { setRoute({ smooth: value === 0 ? null : value }); update(); },
            }),
            h("button", { type: "button", class: "quiet", onclick: () => zoom(null) }, t("wholeRun")));
        points = new RunPoints();
        fill(body, h("p", { class: "empty" }, t("working")));
        fill(samples);
        sampled = undefined;
        const run = { ...state.runs.find((item) => item.name === name), connection: "connecting" };
        const later = () => { pending ||= requestAnimationFrame(update); };
        const changed = (news) => {
            Object.assign(run, news);
            describe(run);
        };
        stop = follow(name, {
            onPoint: (line) => { points.add(line); run.step = line.step; later(); },
            onRestart: (step) => { points.cut(step); changed({ step }); later(); },
            onState: changed,
            onConnection: (connection) => changed({ connection }),
        });
        shown = () => describe(run);
    }

    function change(name) {
        setRoute({ run: name, from: null, to: null, at: null });
        draw();
        announce(t("runChosen", { run: name }));
    }

    function update() {
        pending = 0;
        shown?.();
        if (points.steps.length === 0) {
            return;
        }
        const { number } = route();
        const [from, to, at] = [number("from", NaN), number("to", NaN), number("at", NaN)];
        const view = {
            points, smoothing: number("smooth", 0), domain: from < to ? [from, to] : null, selected: Number.isFinite(at) ? at : null,
            onZoom: zoom, onSelect: (step) => { setRoute({ at: step }); update(); },
        };
        if (!charts) {
            charts = chartsOf(view);
            fill(body, charts.element);
        }
        charts.update(view);
        const line = samplesAt(points, view.selected);
        if (line !== sampled) {
            sampled = line;
            fill(samples, line ? samplesTable(line) : null);
        }
    }

    function zoom(domain) {
        setRoute({ from: domain ? Math.round(domain[0]) : null, to: domain ? Math.round(domain[1]) : null });
        update();
    }

    function describe(run) {
        const step = run.step ?? 0;
        fill(status, facts([
            [t("task"), run.task ?? "–"], [t("state"), run.state ? t(`run-${run.state}`) : "–"],
            [t("step"), run.maxSteps ? `${count(step)} / ${count(run.maxSteps)}` : count(step)], [t("connection"), t(`connection-${run.connection}`)],
        ]));
    }

    draw();
    start();
    return {
        element: h("div", { class: "view training" }, h("h1", { class: "hidden" }, t("training")), h("p", { class: "lead" }, t("trainingLead")), controls, status, body, samples),
        leave: () => {
            stop?.();
            cancelAnimationFrame(pending);
            session.places.training = location.hash.startsWith("#/training") ? location.hash.slice(2) : session.places.training;
        },
    };
}
