// Compiles Twee to a page and plays it in Chromium: node twee.mjs CHROMIUM JOB. The job is a JSON
// list of {twee, page, log, games, clicked, variables}: the paths of the source, of the page and of
// the log, how many games, how many of them with a real mouse, and the variables to read at the
// end. A line of the log is a game, as in lockstep.py.
import fs from "node:fs";
import { compileTwine2HTML, parseStoryFormat, parseTwee } from "extwee";
import { launch } from "./browser.mjs";

const LINKS = "#passages .passage a";
const FORMAT = new URL(
  "node_modules/extwee-with-formats/story-formats/sugarcube-2.31.1/format.js", import.meta.url,
);

const advance = (x) => (x * 75) % 65537;

async function play(browser, job, game) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => { faults.push(dialog.message()); dialog.accept(); });
  await page.goto(`file://${job.page}`);
  await page.waitForSelector(LINKS);
  await page.evaluate((luck) => { SugarCube.State.variables.luck = luck; }, 1 + ((game * 7919) % 65536));
  let chooser = 1 + ((game * 10473) % 65536);
  const steps = [];
  const said = [];
  for (;;) {
    const shown = await page.evaluate((links) => ({
      text: document.querySelector("#passages").innerText,
      options: [...document.querySelectorAll(links)].map((link) => link.innerText),
      faults: [...document.querySelectorAll(".error")].map((error) => error.innerText),
    }), LINKS);
    said.push(shown.text);
    faults.push(...shown.faults);
    if (steps.length > 200) faults.push("it does not end");
    if (!shown.options.length || faults.length) break;
    chooser = advance(chooser);
    const index = chooser % shown.options.length;
    steps.push([shown.options, index]);
    if (game < job.clicked) await page.locator(LINKS).nth(index).click();
    else await page.evaluate(([links, i]) => document.querySelectorAll(links)[i].click(), [LINKS, index]);
  }
  const state = await page.evaluate(() => SugarCube.State.variables);
  await context.close();
  if (faults.length) throw new Error(`${job.twee}, game ${game}: ${faults.join("; ")}`);
  const variables = Object.fromEntries(job.variables.map((name) => [name, state[name]]));
  return JSON.stringify({ steps, ending: state.ending, variables, said });
}

const [executable, path] = process.argv.slice(2);
const browser = await launch(executable);
try {
  for (const job of JSON.parse(fs.readFileSync(path, "utf8"))) {
    const story = parseTwee(fs.readFileSync(job.twee, "utf8"));
    const format = parseStoryFormat(fs.readFileSync(FORMAT, "utf8")); // compiling fills it in
    fs.writeFileSync(job.page, compileTwine2HTML(story, format));
    const games = [];
    for (let game = 0; game < job.games; game++) games.push(await play(browser, job, game));
    fs.writeFileSync(job.log, games.join("\n") + "\n");
  }
} finally {
  await browser.close();
}
