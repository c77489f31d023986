// Keeps a page as the office has it, and sends presses without leaving it. The server makes every word and every
// state; this only follows /v1/live, fetches the page again when something has changed, and says when the office is
// silent. Without it the page reloads itself and its forms work as forms.
"use strict";
(() => {
  if (!window.TextDecoderStream || !Element.prototype.replaceChildren) return; // renew.js does it
  document.documentElement.dataset.live = "";
  const SILENCE = 25_000; // as long as the server's devices wait
  const PATIENCE = 10_000;
  const STICKY = 15_000; // an answer to a press stays so long
  const body = document.body;
  const trouble = document.getElementById("trouble");
  const unsent = document.getElementById("unsent");
  const since = trouble.querySelector("[data-since]");
  const sinceWords = since.textContent;
  let heard = Date.now(), answered = -Infinity, failures = 0;
  let stream = null, asking = false, askAgain = false, sending = false;

  const zones = (of) => of.querySelectorAll("[data-zone]");
  // a zone that differs only in its unused command ids stays, with whatever is being chosen in it
  const plain = (zone) => zone.className + zone.innerHTML.replace(/ name="id" value="[^"]*"/g, "");
  const shown = new Map([...zones(document)].map((zone) => [zone.id, plain(zone)]));

  function show(html, afterPress) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (document.title !== fresh.title) document.title = fresh.title;
    for (const zone of zones(document)) {
      const other = fresh.getElementById(zone.id);
      const same = other === null || shown.get(zone.id) === plain(other);
      const kept = zone.id === "told" && performance.now() - answered < STICKY;
      if (!afterPress && (same || kept)) continue;
      if (other === null) continue;
      const focus = zone.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
      shown.set(zone.id, plain(other));
      zone.className = other.className;
      zone.replaceChildren(...other.childNodes);
      if (focus !== null) (zone.querySelector(`[data-key="${focus}"]`) ?? zone.querySelector("[data-key]"))?.focus();
      if (zone.classList.contains("called") && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(400);
    }
    if (afterPress) answered = performance.now();
  }

  function patience() {
    const control = new AbortController();
    setTimeout(() => control.abort(), PATIENCE);
    return control.signal;
  }

  async function refresh() {
    if (asking || sending) { askAgain = true; return; }
    asking = true;
    try {
      do {
        askAgain = false;
        const answer = await fetch(location.href, { cache: "no-store", signal: patience() });
        if (answer.status === 404) { location.reload(); return; } // the day of this ticket is over
        const html = await answer.text();
        if (answer.ok && !sending) show(html, false);
      } while (askAgain && !sending);
    } catch { /* the stream says it */ } finally { asking = false; }
  }

  function outOfDate(is) {
    if (body.classList.contains("stale") === is) return;
    const at = new Date(heard);
    const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
    since.textContent = sinceWords.replace("00:00", clock);
    body.classList.toggle("stale", is);
    trouble.hidden = !is;
  }

  async function follow() {
    for (;;) {
      try {
        stream = new AbortController();
        const answer = await fetch(body.dataset.live, { cache: "no-store", signal: stream.signal });
        if (answer.status === 404) { location.reload(); return; }
        if (!answer.ok) throw new Error(answer.statusText);
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          heard = Date.now();
          failures = 0;
          outOfDate(false);
          if (!/^[:\s]*$/.test(value)) refresh(); // more than a heartbeat
        }
      } catch { /* tried again below */ }
      failures += 1;
      if (failures > 2) outOfDate(true); // a server that only starts anew is not told
      const wait = Math.min(500 * 2 ** failures, 10_000);
      await new Promise((done) => setTimeout(done, wait * (0.75 + Math.random() / 2)));
    }
  }

  async function press(event) {
    const form = event.target;
    if (form.method !== "post") return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    form.classList.add("busy");
    const fields = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, signal: patience() });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      const address = new URL(answer.url);
      address.searchParams.delete("told"); // a reload asks how it stands now
      history.replaceState(null, "", address);
      show(html, true);
      unsent.hidden = true;
    } catch {
      unsent.hidden = false; // the form keeps its id: pressed again, it is the same press
    } finally {
      form.classList.remove("busy");
      sending = false;
      if (askAgain) refresh();
    }
  }

  // the second half of a double click, and a key held down, must not land on the button that came instead
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.("form[method=post] button")) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat && event.key === "Enter") event.preventDefault();
  });
  document.addEventListener("submit", press);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  if (new URL(location).searchParams.has("told")) {
    answered = performance.now();
    const address = new URL(location);
    address.searchParams.delete("told");
    history.replaceState(null, "", address);
  }
  setInterval(() => {
    if (Date.now() - heard <= SILENCE) return;
    outOfDate(true);
    stream?.abort();
  }, 1_000);
  if (body.dataset.tick) setInterval(refresh, Number(body.dataset.tick) * 1_000); // minutes go on
  follow();
})();
