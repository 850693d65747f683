// inkjs on one graph: the same games and the same line of JSON as run.py.
//   node inkjs.mjs FOLDER GAMES SECONDS
import fs from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { ink } from "./inkjs-module.mjs";

const { Story } = ink("inkjs");
const [folder, games, seconds] = [process.argv[2], +process.argv[3], +process.argv[4]];
const graph = JSON.parse(fs.readFileSync(path.join(folder, "graph.json"), "utf8"));
const names = graph.variables.map((variable) => variable.name);

const TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
function crc32(text, value = 0) {
  let found = value ^ 0xffffffff;
  for (const byte of Buffer.from(text, "utf8")) found = TABLE[(found ^ byte) & 255] ^ (found >>> 8);
  return (found ^ 0xffffffff) >>> 0;
}
const lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line);
const median = (values) => values.slice().sort((a, b) => a - b)[values.length >> 1];
const chance = (number) => 1 + ((number * 7919) % 65536);
const policyOf = (number) => 1 + ((number * 10473) % 65536);

let begun = performance.now();
const story = new Story(fs.readFileSync(path.join(folder, "ink.json"), "utf8"));
const load = performance.now() - begun;

function view() {
  const body = story.ContinueMaximally();
  return [body, story.currentChoices.map((choice) => choice.text)];
}
function start(number) {
  story.ResetState();
  story.variablesState["rng"] = chance(number);
  return view();
}
function play(number, log) {
  let policy = policyOf(number);
  let steps = 0;
  let [body, options] = start(number);
  for (;;) {
    if (log) log.push(...lines(body), ...options);
    if (!options.length) return [steps, body];
    policy = (policy * 75) % 65537;
    story.ChooseChoiceIndex(policy % options.length);
    [body, options] = view();
    steps++;
  }
}

for (let number = 0; number < games; number++) play(number);
begun = performance.now();
let steps = 0;
while (performance.now() - begun < 1000 * seconds) {
  for (let number = 0; number < games; number++) steps += play(number)[0];
}
const rate = steps / ((performance.now() - begun) / 1000);

let policy = policyOf(7);
let [, options] = start(7);
for (let i = 0; i < 9; i++) {
  policy = (policy * 75) % 65537;
  story.ChooseChoiceIndex(policy % options.length);
  [, options] = view();
}
const saves = [];
const restores = [];
for (let i = 0; i < 51; i++) {
  begun = performance.now();
  const saved = story.state.ToJson();
  const between = performance.now();
  story.state.LoadJson(saved);
  const again = story.currentChoices.map((choice) => choice.text);
  restores.push(performance.now() - between);
  saves.push(between - begun);
  if (again.join() !== options.join()) throw new Error("The game taken up again is another.");
}
const rss = process.resourceUsage().maxRSS / 1024;

let digest = 0;
for (let number = 0; number < games; number++) {
  const log = [];
  const [made, body] = play(number, log);
  const last = names.map((name) => story.variablesState[name]);
  const entry = [number, made, lines(body).at(-1), ...last, crc32(log.join("\n"))];
  digest = crc32("[" + entry.map((item) => JSON.stringify(item)).join(", ") + "]", digest);
}
console.log(JSON.stringify({
  steps_per_s: rate,
  load_ms: load,
  save_us: 1000 * median(saves),
  restore_us: 1000 * median(restores),
  rss_mib: rss,
  digest: digest.toString(16).padStart(8, "0"),
}));
