// Which languages the server's models translate between.
import { ask } from "./api.js";

export async function loadModels(session) {
    session.models ??= (await ask("api/models")).filter((model) => model.source && model.target);
    return session.models;
}

/** Codes that some model reads. */
export function sources(models) {
    return [...new Set(models.map((model) => model.source))].sort();
}

/** Codes that can be written when reading this one; "auto" reads everything. */
export function targets(models, source) {
    return [...new Set(models.filter((model) => source === "auto" || model.source === source).map((model) => model.target))].sort();
}

export function hasPair(models, source, target) {
    return models.some((model) => model.source === source && model.target === target);
}
