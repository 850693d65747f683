// Compiles or plays ink files: node ink.mjs compile|play JOB. The job is a JSON list of
//   {ink, compiled, log, games, told, variables}
// paths of the source, of the compiled story and of the log, how many games, of how many the text
// is wanted, and the variables to read at the end. A line of the log is a game, as in lockstep.py.
import fs from "node:fs";
import { Compiler, CompilerOptions, Story } from "inkjs/full";

const advance = (x) => (x * 75) % 65537;

function play(story, game, told, variables) {
  story.ResetState();
  story.variablesState["luck"] = 1 + ((game * 7919) % 65536);
  let chooser = 1 + ((game * 10473) % 65536);
  const steps = [];
  const said = [];
  for (;;) {
    const text = story.ContinueMaximally();
    if (told) said.push(text);
    const options = story.currentChoices.map((choice) => choice.text);
    if (!options.length) break;
    chooser = advance(chooser);
    steps.push([options, chooser % options.length]);
    story.ChooseChoiceIndex(chooser % options.length);
  }
  const state = Object.fromEntries(variables.map((name) => [name, story.variablesState[name]]));
  return { steps, ending: story.variablesState["ending"], variables: state, said };
}

function compile(job, faults) {
  const options = new CompilerOptions(null, [], false, (message) => faults.push(message));
  const story = new Compiler(fs.readFileSync(job.ink, "utf8"), options).Compile();
  fs.writeFileSync(job.compiled, story.ToJson());
}

function playAll(job, faults) {
  const story = new Story(fs.readFileSync(job.compiled, "utf8"));
  story.onError = (message) => faults.push(message);
  const games = [];
  for (let game = 0; game < job.games && !faults.length; game++) {
    games.push(JSON.stringify(play(story, game, game < job.told, job.variables)));
  }
  fs.writeFileSync(job.log, games.join("\n") + "\n");
}

const [what, path] = process.argv.slice(2);
for (const job of JSON.parse(fs.readFileSync(path, "utf8"))) {
  const faults = [];
  try {
    (what === "compile" ? compile : playAll)(job, faults);
  } catch (error) {
    faults.push(String(error));
  }
  if (faults.length) {
    console.error(`${job.ink}: ${faults.join("\n")}`);
    process.exitCode = 1;
  }
}
