// Elements from calls. Text always goes in as a text node, so what a user or a model wrote can never become markup.
const svgNamespace = "http://www.w3.org/2000/svg";

/** An HTML element: h("button", { class: "quiet", onclick: go }, "Go"). A value of null or false leaves the attribute out. */
export function h(tag, attributes, ...children) {
    return build(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function s(tag, attributes, ...children) {
    return build(document.createElementNS(svgNamespace, tag), attributes, children);
}

/** Puts the children in place of whatever the element holds. */
export function fill(element, ...children) {
    element.replaceChildren(...nodes(children));
    return element;
}

/** The same; if the focus was inside, it goes to what now stands at the same place, so that a keyboard is not thrown out. */
export function refill(element, ...children) {
    const place = stops(element).indexOf(document.activeElement);
    fill(element, ...children);
    if (place >= 0) {
        const now = stops(element);
        now[Math.min(place, now.length - 1)]?.focus();
    }
    return element;
}

/** Style properties through the object model, which a content security policy without inline styles allows. */
export function place(element, properties) {
    for (const [name, value] of Object.entries(properties)) {
        element.style.setProperty(name, typeof value === "number" ? `${value}px` : value);
    }
    return element;
}

let lastId = 0;

/** An id that no other element of the page has. */
export function uniqueId(stem) {
    lastId += 1;
    return `${stem}-${lastId}`;
}

function stops(element) {
    return [...element.querySelectorAll("button, select, input, textarea, a[href], [tabindex]")];
}

function build(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (value === true) {
            element.setAttribute(name, "");
        } else if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(name, value);
        }
    }
    element.append(...nodes(children));
    return element;
}

function nodes(children) {
    return children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
}
