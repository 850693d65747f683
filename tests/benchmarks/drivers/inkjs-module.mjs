// Finds inkjs: where NODE_PATH says, or beside the other engines that the tests use.
import { createRequire } from "node:module";

const beside = new URL("../../oracles/", import.meta.url);

export function ink(name) {
  return createRequire(beside)(name);
}
