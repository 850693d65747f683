// Draws flowcharts with Mermaid: node mermaid.mjs CHROMIUM CHART...; prints a JSON list of
// {nodes, edges, labels} as they stand in the pictures. Mermaid's own limits hold.
import fs from "node:fs";
import { launch } from "./browser.mjs";

const [executable, ...charts] = process.argv.slice(2);
const library = new URL("node_modules/mermaid/dist/mermaid.min.js", import.meta.url).pathname;
const browser = await launch(executable);
try {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><body></body>");
  await page.addScriptTag({ path: library });
  const found = [];
  for (const chart of charts) {
    found.push(await page.evaluate(async (source) => {
      mermaid.initialize({ startOnLoad: false });
      await mermaid.parse(source);
      const { svg } = await mermaid.render("chart", source);
      document.body.innerHTML = svg;
      const texts = (what) => [...document.querySelectorAll(what)].map((item) => item.textContent.trim());
      return {
        nodes: texts("g.node"),
        edges: document.querySelectorAll("path.flowchart-link").length,
        labels: texts("g.edgeLabel .edgeLabel").filter((text) => text),
      };
    }, fs.readFileSync(chart, "utf8")));
  }
  console.log(JSON.stringify(found));
} finally {
  await browser.close();
}
