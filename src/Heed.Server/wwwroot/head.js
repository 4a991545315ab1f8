// The head of the page: its name, the views, language and theme.
import { h } from "./core/dom.js";
import { language, setLanguage, t } from "./core/i18n.js";
import { setTheme, theme } from "./core/theme.js";
import { choice } from "./ui/fields.js";

export function siteHead({ views, current, session, redraw }) {
    const again = (change) => (value) => {
        change(value);
        redraw();
        document.querySelector(`[data-setting="${change.name}"] select`)?.focus();
    };
    return [
        h("a", { class: "brand", href: views.includes("translate") ? "#/translate" : "#/inspect" },
            h("span", { class: "brand-mark", "aria-hidden": "true" }, h("i"), h("i"), h("i"), h("i")), "Heed"),
        h("nav", { "aria-label": t("views") }, views.map((name) =>
            h("a", { href: `#/${session.places[name] ?? name}`, "aria-current": name === current ? "page" : null }, t(name)))),
        h("div", { class: "settings" },
            h("div", { "data-setting": "setLanguage" },
                choice({ label: "Language · 语言", hideLabel: true, options: [["en", "English"], ["zh", "中文"]], value: language(), onChange: again(setLanguage) })),
            h("div", { "data-setting": "setTheme" },
                choice({ label: t("theme"), hideLabel: true, options: ["auto", "light", "dark"].map((name) => [name, t(`theme-${name}`)]), value: theme(), onChange: again(setTheme) }))),
    ];
}
