/** What abbreviations mean to the site's scripts: the input is `{index, rest, titles, queries}`; the output those of each title, and the papers that each query finds. */
import { readFileSync } from "node:fs";

const { Engine } = await import(`${process.argv[2]}/engine.js`);
const { decode } = await import(`${process.argv[2]}/library.js`);
const { abbreviations } = await import(`${process.argv[2]}/phrases.js`);
const { index, rest, titles, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = new Engine(decode(index));
engine.complete(rest);
const found = queries.map((query) => engine.search(query).papers.map(({ key }) => key));
process.stdout.write(JSON.stringify({ titles: titles.map((title) => abbreviations(title).sort()), found }));
