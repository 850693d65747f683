// An ink story to the JSON that ink engines read, by the compiler inside inkjs.
//   node compile.mjs STORY.ink STORY.json
import fs from "node:fs";
import { ink } from "./inkjs-module.mjs";

const { Compiler } = ink("inkjs/full");
const [source, target] = process.argv.slice(2);
fs.writeFileSync(target, new Compiler(fs.readFileSync(source, "utf8")).Compile().ToJson());
