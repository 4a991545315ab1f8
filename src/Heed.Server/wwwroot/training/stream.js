// A run's metrics as server-sent events. The browser comes back by itself after a break and says what it has seen last.

/** onPoint(object) for every line, old and new; onState("connecting" | "open" | "closed" | "broken"). Answers how to stop. */
export function follow(name, { onPoint, onState }) {
    const events = new EventSource(`api/runs/${encodeURIComponent(name)}/events`);
    let last = -1;
    onState("connecting");
    events.onopen = () => onState("open");
    events.onmessage = (event) => {
        const id = Number(event.lastEventId);
        if (event.lastEventId !== "" && id <= last) {
            return;
        }
        last = event.lastEventId === "" ? last : id;
        onPoint(JSON.parse(event.data));
        onState("open");
    };
    events.addEventListener("end", () => {
        events.close();
        onState("closed");
    });
    events.onerror = () => onState(events.readyState === EventSource.CLOSED ? "broken" : "connecting");
    return () => events.close();
}
