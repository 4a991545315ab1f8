// The page: a head with three views, or the one view of an embedded trace. A view is drawn anew when language or theme change;
// what it holds (texts, answers, choices) lives in the session and stays.
import { keyWanted } from "./core/api.js";
import { fill, h } from "./core/dom.js";
import { applyLanguage, t } from "./core/i18n.js";
import { liveRegion } from "./core/live.js";
import { route } from "./core/route.js";
import { applyTheme, onSystemTheme } from "./core/theme.js";
import { siteHead } from "./head.js";
import { keyForm } from "./key.js";
import { inspectView } from "./inspect/view.js";
import { newSession } from "./session.js";
import { trainingView } from "./training/view.js";
import { translateView } from "./translate/view.js";

const embedded = document.getElementById("trace");
const session = newSession(embedded ? JSON.parse(embedded.textContent) : null);
const views = embedded
    ? { inspect: inspectView }
    : { translate: translateView, inspect: inspectView, training: trainingView };
const main = h("main", { id: "main", tabindex: "-1" });
const head = h("header", { class: "site" });
const key = h("div");
let shown = null;
let leave = null;

function draw() {
    const name = views[route().view] ? route().view : Object.keys(views)[0];
    leave?.();
    const view = views[name](session);
    leave = view.leave;
    shown = name;
    if (!embedded) {
        document.title = `${t(name)} · Heed`;
    }
    fill(head, siteHead({ views: Object.keys(views), current: name, session, redraw: draw }));
    fill(main, view.element);
}

function navigate() {
    const name = views[route().view] ? route().view : Object.keys(views)[0];
    const moved = name !== shown;
    draw();
    if (moved) {
        main.focus({ preventScroll: true });
        window.scrollTo(0, 0);
    }
}

applyTheme();
applyLanguage();
document.body.append(
    h("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, t("skip")),
    head, key, main, liveRegion());
window.addEventListener("hashchange", navigate);
onSystemTheme(draw);
window.addEventListener(keyWanted, () => fill(key, keyForm(() => { fill(key); draw(); })));
draw();
