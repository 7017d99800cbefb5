/** The pages of people and venues that the site's scripts know: the input is `{index, rest, queries}`; the output all of them, and what each query names. */
import { readFileSync } from "node:fs";

const { Engine } = await import(`${process.argv[2]}/engine.js`);
const { decode } = await import(`${process.argv[2]}/library.js`);
const { index, rest, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = new Engine(decode(index));
engine.complete(rest);
const told = (pages) => pages.map(({ kind, title, slug, count }) => [kind, title, slug, count]);
process.stdout.write(
  JSON.stringify({ all: told([...engine.people, ...engine.meetings]), named: queries.map((query) => told(engine.search(query).pages)) }),
);
