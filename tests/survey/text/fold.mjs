/** Folds and cuts as the site's scripts do: each line of input is a JSON list of texts, each line of output its [folded, words]. */
import { createInterface } from "node:readline";

const { fold, words } = await import(process.argv[2]);
for await (const line of createInterface({ input: process.stdin })) {
  const answers = JSON.parse(line).map((text) => [fold(text), words(text)]);
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
