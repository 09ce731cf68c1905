// Drives the page of the decision tree in a real browser, as a person would:
// with a mouse, with a keyboard only, without script, in light and in dark, and
// on paper.
//
//   usage: node test/e2e/html/check.mjs TREE.html SHEET.html OUTPUT-FOLDER
//
// The pages come from `compromis arbre --format html -o …` and `compromis cas ID
// --format html --corrige -o …`. Needs Chromium ($CHROMIUM, else
// /usr/bin/chromium) and `npm install` in this folder. Leaves screenshots and a
// PDF in the output folder. What to expect is read from the page without its
// script, so that editing the content does not break these runs.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [tree, sheet, output] = process.argv.slice(2).map((path) => resolve(path));
if (!output) throw new Error("usage: check.mjs TREE.html SHEET.html OUTPUT-FOLDER");
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const largest = 2 * 1024 * 1024; // bytes: the steps and the texts alone are 640 kB, the tree of 1,251 questions 870
const slowest = 1500; // milliseconds to the first paint

// browse opens a page in a browser of its own, does something with it, and
// checks that nothing was asked of any network and nothing went wrong.
async function browse(file, options, what) {
  const profile = await mkdtemp(join(tmpdir(), "compromis-html-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    bypassCSP: false,
    viewport: { width: 1100, height: 800 },
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ...options,
  });
  try {
    const page = await context.newPage();
    const wrong = [];
    page.on("request", (request) => { if (request.url() !== pathToFileURL(file).href) wrong.push(`asked for ${request.url()}`); });
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error") wrong.push(message.text()); });
    await page.goto(pathToFileURL(file).href);
    const result = await what(page);
    assert.deepEqual(wrong, []);
    return result;
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

// accessible runs axe-core. It is evaluated as the tester's own script: the
// policy of the page lets no other in.
async function accessible(page, where) {
  await page.evaluate(await readFile(axe, "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).slice(0, 3).join(" ")}`), [], `axe-core, ${where}`);
}

// outlined reads the tree as it is without script: title and answers of every
// question.
const outlined = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#branches details")].map((d) => [d.id, {
  title: d.querySelector(".leads").textContent,
  answers: [...d.querySelector("ul").children].map((li) => ({
    said: li.querySelector(".said").textContent,
    to: li.firstElementChild.id || li.firstElementChild.hash.slice(1),
  })),
}])));

const titleOf = (outline, to, steps) => outline[to]?.title ?? `Étape\u00a0: ${steps[to]}`;
const stepsOf = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#etapes article")].map((a) => [a.id, a.querySelector("h3").textContent])));
const focused = (page) => page.evaluate(() => document.activeElement.matches("a, button, summary") ? document.activeElement.textContent : "");
const checks = [];
const check = (name, run) => checks.push([name, run]);
let outline, steps, root;

check("without script: the outline opens, links lead to their question or step", () => browse(tree, { javaScriptEnabled: false }, async (page) => {
  // Playwright still evaluates our own functions there.
  outline = await outlined(page);
  steps = await stepsOf(page);
  root = Object.keys(outline)[0];
  assert.ok(Object.keys(outline).length > 1 && Object.keys(steps).length > 1);
  assert.equal(await page.locator("#outils").isVisible(), false);
  const first = page.locator("#branches details details > summary").first();
  assert.equal(await first.isVisible(), false);
  await page.locator("#branches > li > details > summary").click();
  assert.equal(await first.isVisible(), true);
  const astray = await page.locator('a[href^="#"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")).filter((to) => document.querySelectorAll(to).length !== 1));
  assert.deepEqual(astray, [], "links that lead to one place");
}));

check("mouse: from the first question to a step, many ways", () => browse(tree, {}, async (page) => {
  for (let way = 0; way < 12; way++) {
    await page.locator("#fermer").click();
    let at = root, details = page.locator("#branches > li > details");
    for (let depth = 0; outline[at]; depth++) {
      const i = (way * 7 + depth * 3) % outline[at].answers.length, answer = outline[at].answers[i];
      details = details.locator("> ul > li > details").nth(i);
      const said = await details.locator("> summary").textContent();
      assert.equal(said, `${answer.said} → ${titleOf(outline, answer.to, steps)}`);
      if (!(await details.getAttribute("open") !== null)) await details.locator("> summary").click();
      at = answer.to;
    }
    const card = details.locator("> article");
    const whole = await page.locator(`#${at}`).textContent();
    assert.equal(await card.textContent(), whole);
    for (const wanted of ["Coût", "Délai", "Effet", "Comment faire", "Pièges", "En vigueur depuis", "Confiance"]) {
      assert.ok(await card.getByText(wanted).first().isVisible(), wanted);
    }
    if (way === 0) await page.screenshot({ path: join(output, "step.png") });
  }
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((e) => e.id));
  assert.equal(new Set(ids).size, ids.length, "ids are unique, copies included");
}));

check("keyboard only: to a step, back, and out through the skip link", () => browse(tree, {}, async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Aller à l’arbre");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 12 && !(await focused(page)).includes(outline[root].title); i++) await page.keyboard.press("Tab");
  assert.equal(await focused(page), outline[root].title);
  let at = root;
  await page.keyboard.press("ArrowRight"); // to its first answer
  const trail = [];
  while (outline[at]) {
    const answer = outline[at].answers[0];
    trail.push(`${answer.said} → ${titleOf(outline, answer.to, steps)}`);
    assert.equal(await focused(page), trail.at(-1));
    await page.keyboard.press(trail.length % 2 ? "Enter" : "ArrowRight"); // open
    at = answer.to;
    if (outline[at]) await page.keyboard.press(trail.length % 2 ? "ArrowDown" : "ArrowRight");
  }
  const card = page.locator("#branches article").first();
  assert.ok(await card.isVisible());
  await page.keyboard.press("Tab");
  assert.equal(await card.evaluate((c) => c.contains(document.activeElement)), true, "Tab goes into the step");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowLeft"); // close
  assert.equal(await card.isVisible(), false);
  for (const said of trail.slice(0, -1).reverse()) {
    await page.keyboard.press("ArrowLeft");
    assert.equal(await focused(page), said);
    await page.keyboard.press("ArrowLeft");
  }
  await page.keyboard.press("End");
  assert.equal(await focused(page), `${outline[root].answers.at(-1).said} → ${titleOf(outline, outline[root].answers.at(-1).to, steps)}`);
  await page.keyboard.press("Home");
  assert.equal(await focused(page), outline[root].title);
}));

check("open all, close all", () => browse(tree, {}, async (page) => {
  await page.locator("#ouvrir").click();
  assert.equal(await page.locator("#branches details[open]").count(), Object.keys(outline).length);
  assert.match(await page.locator("#annonce").textContent(), /questions? ouvertes?/);
  await accessible(page, "all open");
  await page.screenshot({ path: join(output, "open.png") });
  await page.locator("#fermer").click();
  assert.equal(await page.locator("#branches details[open]").count(), 1);
}));

check("search: every step and text is found by its title and shown", () => browse(tree, { reducedMotion: "reduce" }, async (page) => {
  const search = page.getByLabel("Chercher une étape, une question ou un texte");
  for (const [id, title] of Object.entries(steps)) {
    await search.fill(title.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase());
    const found = page.locator("#trouves").getByText(`Étape\u00a0: ${title}`, { exact: true });
    await found.click();
    if (await page.locator("#branches").evaluate((b) => b.contains(document.activeElement))) {
      assert.ok((await focused(page)).endsWith(`Étape\u00a0: ${title}`));
      const { y, height } = await page.locator(":focus").boundingBox();
      assert.ok(y >= 0 && y + height <= page.viewportSize().height, `${title} is out of sight`);
    } else {
      assert.equal(new URL(page.url()).hash, `#${id}`);
    }
  }
  const texts = await page.locator("#textes article h3").allTextContents();
  for (const title of [texts[0], texts.at(-1)]) {
    await search.fill(title);
    await page.locator("#trouves a", { hasText: title }).first().click();
    assert.match(new URL(page.url()).hash, /^#texte-/);
  }
  await search.fill("xyzxyz");
  assert.match(await page.locator("#annonce").textContent(), /Rien trouvé/);
  assert.equal(await page.locator("#trouves li").count(), 0);
}));

for (const colorScheme of ["light", "dark"]) {
  check(`${colorScheme}: no accessibility violation, wide and narrow`, () => browse(tree, { colorScheme }, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    const search = page.getByLabel("Chercher");
    await search.fill("mediateur");
    await page.locator("#trouves button").first().click();
    await accessible(page, colorScheme);
    await page.screenshot({ path: join(output, `${colorScheme}.png`) });
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide on a phone`);
    await page.screenshot({ path: join(output, `${colorScheme}-phone.png`) });
    const pressed = await page.locator("#fond").getAttribute("aria-pressed");
    assert.equal(pressed, String(colorScheme === "dark"));
    await page.locator("#fond").click();
    assert.notEqual(await paper(), before);
    await accessible(page, `${colorScheme}, switched`);
  }));
  check(`sheet of an exercise, ${colorScheme}`, () => browse(sheet, { colorScheme }, async (page) => {
    await accessible(page, "sheet");
    await page.screenshot({ path: join(output, `sheet-${colorScheme}.png`) });
  }));
}

check("reduced motion: nothing moves by itself", () => browse(tree, { reducedMotion: "reduce" }, async (page) => {
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
}));

check("paper: what is open and the steps, dark on white", () => browse(tree, { colorScheme: "dark" }, async (page) => {
  await page.locator("#ouvrir").click();
  await page.pdf({ path: join(output, "tree.pdf"), preferCSSPageSize: true, printBackground: true });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.equal(await page.locator("#outils").isVisible(), false);
  assert.equal(await page.locator("#etapes article").first().isVisible(), true);
}));

check("size and first paint", () => browse(tree, {}, async (page) => {
  const { size } = await stat(tree);
  const paint = await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntriesByName("first-contentful-paint")[0]?.startTime)).observe({ type: "paint", buffered: true });
  }));
  console.log(`   ${size} bytes, first paint after ${Math.round(paint)} ms`);
  assert.ok(size <= largest, `${size} bytes, more than ${largest}`);
  assert.ok(paint <= slowest, `${paint} ms, more than ${slowest}`);
}));

for (const [name, run] of checks) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}\n${error.stack}`);
    process.exitCode = 1;
  }
}
