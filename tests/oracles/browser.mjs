// Chromium, without anything that would reach beyond this machine.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update",
];

export const launch = (executablePath) => chromium.launch({ executablePath, args: FLAGS });
