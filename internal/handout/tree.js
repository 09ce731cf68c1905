"use strict";
// The tree, unfolded from the outline the page holds: a branch is built when it
// is opened, since the whole tree has thousands.
(() => {
  const byId = (id) => document.getElementById(id);
  const branches = byId("branches");
  const announce = (words) => { byId("annonce").textContent = words; };
  const counted = (n, one, many) => `${n}\u00a0${n < 2 ? one : many}`;

  // What the outline says: each question with its answers, each answer with the
  // id of the question or step it leads to.
  const target = (li) => {
    const first = li.firstElementChild;
    return first.id || (first.hash ? first.hash.slice(1) : "");
  };
  const questions = new Map();
  for (const d of branches.querySelectorAll("details")) {
    questions.set(d.id, {
      title: d.querySelector(".leads").textContent,
      answers: [...d.querySelector("ul").children].map((li) => ({ said: li.querySelector(".said").textContent, to: target(li) })),
    });
  }
  const start = target(branches.firstElementChild);

  const element = (name, words = "", className = "") => {
    const e = document.createElement(name);
    e.textContent = words;
    if (className) e.className = className;
    return e;
  };
  const stepTitle = (id) => `Étape\u00a0: ${byId(id).querySelector("h3").textContent}`;
  const title = (id) => questions.has(id) ? questions.get(id).title : id ? stepTitle(id) : "Aucune étape ne convient";

  // branch returns an item of the tree, closed and empty.
  const branch = ({ said, to }) => {
    const li = element("li"), details = element("details"), summary = element("summary");
    if (said) summary.append(element("span", said, "said"), " → ");
    summary.append(element("span", title(to), "leads"));
    if (!questions.has(to)) details.className = "end";
    details.dataset.to = to;
    details.append(summary);
    summary.addEventListener("click", () => fill(details)); // Enter and Space click too
    li.append(details);
    return li;
  };

  // fill writes what a branch holds, the first time it is opened.
  const fill = (details) => {
    const to = details.dataset.to;
    if (details.children.length > 1 || !to) return;
    if (questions.has(to)) {
      const ul = element("ul");
      ul.append(...questions.get(to).answers.map(branch));
      details.append(ul);
      return;
    }
    const card = byId(to).cloneNode(true);
    card.removeAttribute("id");
    details.append(card);
  };
  const open = (details) => { fill(details); details.open = true; };
  const kids = (details) => [...details.querySelectorAll(":scope > ul > li > details")];

  branches.replaceChildren(branch({ said: "", to: start }));
  const root = branches.querySelector("details");
  open(root);

  // Open all, close all. A question told already stays closed: its number says
  // where it is open.
  byId("ouvrir").addEventListener("click", () => {
    const told = new Set();
    const unfold = (details) => {
      const to = details.dataset.to;
      if (!questions.has(to) || told.has(to)) return;
      told.add(to);
      open(details);
      kids(details).forEach(unfold);
    };
    unfold(root);
    announce(`${counted(told.size, "question ouverte", "questions ouvertes")}, une fois chacune. Ailleurs, son numéro dit où la lire.`);
  });
  byId("fermer").addEventListener("click", () => {
    for (const d of branches.querySelectorAll("details[open]")) d.open = d === root;
    announce("Tout est fermé, sauf la première question.");
  });

  // Arrows, as in other trees. Tab and Enter do what they always do.
  const visible = () => [...branches.querySelectorAll("summary")].filter((s) => s.checkVisibility());
  const moves = {
    ArrowDown: (s) => { const all = visible(); return all[all.indexOf(s) + 1]; },
    ArrowUp: (s) => { const all = visible(); return all[all.indexOf(s) - 1]; },
    Home: () => visible()[0],
    End: () => visible().pop(),
    ArrowRight: (s) => {
      if (s.parentElement.open) return kids(s.parentElement)[0]?.firstElementChild;
      open(s.parentElement);
    },
    ArrowLeft: (s) => {
      if (!s.parentElement.open) return s.parentElement.parentElement.closest("details")?.firstElementChild;
      s.parentElement.open = false;
    },
  };
  branches.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (!plain || event.target.tagName !== "SUMMARY" || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key](event.target)?.focus();
  });

  // Search, whatever the case, the accents, the ligatures and the apostrophes.
  const bare = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => bare[letter]).replace(/['’‘ʼ]/g, " ");
  const pages = [];
  for (const article of document.querySelectorAll("#etapes article, #textes article")) {
    const step = article.parentElement.id === "etapes", name = article.querySelector("h3").textContent;
    pages.push({ to: article.id, step, name: step ? stepTitle(article.id) : `Texte\u00a0: ${name}`, head: folded(name), words: folded(article.textContent) });
  }
  for (const [to, q] of questions) {
    pages.push({ to, step: true, name: `Question ${q.title}`, head: folded(q.title), words: folded(`${q.title} ${q.answers.map((a) => a.said).join(" ")}`) });
  }

  // way returns the shortest way down to a question or step, as numbers of
  // answers, or nothing when the tree does not lead there.
  const way = (to) => {
    const ways = new Map([[start, []]]);
    for (const [at, path] of ways) {
      if (at === to) return path;
      (questions.get(at)?.answers ?? []).forEach((a, i) => { if (!ways.has(a.to)) ways.set(a.to, [...path, i]); });
    }
  };
  const reveal = (path) => {
    let details = root;
    open(details);
    for (const i of path) {
      details = kids(details)[i];
      open(details);
    }
    const summary = details.firstElementChild;
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "center" });
  };
  const most = 20;
  const result = (p) => {
    const li = element("li"), path = p.step && way(p.to);
    if (path) {
      const button = element("button", p.name);
      button.type = "button";
      button.addEventListener("click", () => reveal(path));
      li.append(button);
    } else {
      const a = element("a", p.name);
      a.href = `#${p.to}`;
      li.append(a);
    }
    return li;
  };
  const search = () => {
    const wanted = folded(byId("recherche").value).split(/\s+/).filter(Boolean);
    const has = (words) => wanted.every((w) => words.includes(w));
    const found = wanted.length ? pages.filter((p) => has(p.words)) : [];
    found.sort((a, b) => has(b.head) - has(a.head));
    byId("trouves").replaceChildren(...found.slice(0, most).map(result));
    const more = found.length > most ? `, dont voici les ${most} premiers. Précisez.` : ".";
    announce(!wanted.length ? "" : found.length ? counted(found.length, "résultat", "résultats") + more : "Rien trouvé. Essayez un autre mot.");
  };
  byId("recherche").addEventListener("input", search);

  // Light or dark: what the system says, until one chooses.
  const theme = byId("fond"), system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => theme.setAttribute("aria-pressed", String(dark()));
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    show();
  });
  system.addEventListener("change", show);
  show();
  theme.hidden = byId("outils").hidden = false;
})();
