// The page follows the room by a stream of parts of itself. Without this script
// everything works: forms are posted, and the page comes again.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const page = at("page");
  const silence = 40000; // ms without a word: the stream says one every 15 s
  const parts = ["bar", "main", "compte", "moi", "mot"];
  let stream, heard = 0, retry = 0, timer = 0, over = false, touchable = 0;
  let waiting = null; // the answer that could not be sent

  document.body.classList.add("live-page");

  // line says at the top right what the line is at; nothing gives back the state of the vote.
  const line = (word) => {
    const l = at("ligne");
    if (!l) return;
    l.classList.toggle("lost", Boolean(word));
    const said = word || l.dataset.dit;
    if (l.textContent !== said) l.textContent = said;
  };

  const announce = (text) => { if (text && at("annonce").textContent !== text) at("annonce").textContent = text; };
  const words = () => [...document.querySelectorAll("[data-dit]:not(#ligne)")].map((e) => e.textContent).join(" ");

  // show puts parts in place: what is focused, opened or being typed stays so.
  const show = (told) => {
    const turned = told.moment !== undefined && told.moment !== page.dataset.moment;
    const before = words(), asked = at("certitude");
    const focus = document.activeElement, typing = focus?.matches("input") ? { id: focus.id, value: focus.value } : null;
    const open = [...document.querySelectorAll("details[open]")].map((d) => d.id).filter((id) => !turned || id === "reglages");
    for (const name of parts) {
      if (told[name] === undefined || (name === "moi" && typing?.id === "pseudo" && !turned)) continue;
      at(name).innerHTML = told[name];
    }
    for (const id of open) if (at(id)) at(id).open = true;
    if (told.titre) document.title = told.titre;
    if (turned) {
      page.dataset.moment = told.moment;
      touchable = performance.now() + 400; // what was meant for the page before touches nothing here
      if (told.mot === undefined) at("mot").innerHTML = "";
    }
    const field = typing && !focus.isConnected && at(typing.id);
    if (field) {
      if (typing.id === "pseudo") at("reglages").open = true;
      field.value = typing.value;
      field.focus({ preventScroll: true });
    } else if (focus && focus.id && !focus.isConnected && at(focus.id)) at(focus.id).focus({ preventScroll: true });
    else if (turned && focus && focus !== document.body && !focus.isConnected) at("titre")?.focus({ preventScroll: true });
    if (turned) { scrollTo(0, 0); announce(at("titre").textContent + "\n" + words()); }
    else if (words() !== before) announce(words());
    if (at("certitude") && !asked) at("certitude").scrollIntoView({ block: "center" });
  };

  const connect = () => {
    clearTimeout(timer);
    stream?.close();
    const review = new URLSearchParams(location.search).get("revoir");
    const mine = stream = new EventSource("/flux" + (review ? "?revoir=" + encodeURIComponent(review) : ""));
    const alive = () => { heard = Date.now(); retry = 0; line(""); };
    mine.onmessage = (e) => {
      show(JSON.parse(e.data));
      alive();
      if (waiting) send(waiting);
    };
    mine.addEventListener("pouls", alive);
    mine.addEventListener("parti", () => { mine.close(); location.replace("/"); });
    mine.addEventListener("fin", (e) => {
      const told = JSON.parse(e.data);
      show({ moment: "fin", main: told.main, compte: "", moi: "" });
      mine.close();
      line("en pause");
      if (told.encore) later(); else { over = true; line("terminé"); }
    });
    mine.onerror = () => { mine.close(); if (mine === stream) later(); };
  };

  // later comes again, soon at first, for ever.
  const later = () => {
    if (over) return;
    line(waiting ? "hors ligne\u00a0: votre vote part au retour" : "reconnexion…");
    retry = Math.min(retry + 1, 6);
    clearTimeout(timer);
    timer = setTimeout(connect, 250 * retry + Math.random() * 500);
  };

  const wake = () => { if (!over && document.visibilityState === "visible") connect(); };
  document.addEventListener("visibilitychange", wake);
  document.addEventListener("resume", () => { if (!over) connect(); });
  document.addEventListener("freeze", () => stream?.close());
  addEventListener("pageshow", (e) => { if (e.persisted) wake(); });
  addEventListener("pagehide", () => stream?.close());
  addEventListener("online", wake);
  setInterval(() => { if (document.visibilityState === "visible" && heard && Date.now() - heard > silence) { heard = Date.now(); wake(); } }, 5000);

  // send posts a form. What the network refuses is kept, and goes when it is back.
  const send = async (what) => {
    waiting = null;
    try {
      const cut = AbortSignal.timeout ? AbortSignal.timeout(8000) : undefined;
      const answer = await fetch(what.to, { method: "POST", body: new URLSearchParams(what.said), signal: cut });
      if (answer.status === 503) throw answer; // the room is closing: it may come back
      if (!answer.ok) { location.replace("/"); return; }
      show(await answer.json());
    } catch {
      waiting = what;
      later();
    } finally {
      document.querySelector(".sent")?.classList.remove("sent");
    }
  };

  document.addEventListener("submit", (e) => {
    const form = e.target, button = e.submitter, path = new URL(form.action).pathname;
    if (path === "/quitter" || location.search || path === "/reponse" && !button) return; // as without the script
    e.preventDefault();
    if (path === "/reponse" && performance.now() < touchable) return;
    touchable = performance.now() + 400;
    const said = [...new FormData(form)];
    if (button?.name) { said.push([button.name, button.value]); button.classList.add("sent"); }
    said.push(["par", "script"]);
    if (path === "/pseudo") { at("pseudo").blur(); at("reglages").open = false; }
    send({ to: path, said });
  });

  connect();
})();
