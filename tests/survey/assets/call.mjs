/** Calls functions of the site's scripts: each line of input is a JSON list of module, function and arguments, each of output what came of it. */
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const [module, name, ...given] = JSON.parse(line);
  const made = (await import(module))[name](...given);
  process.stdout.write(`${JSON.stringify(made ?? null)}\n`);
}
