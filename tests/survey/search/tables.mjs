/** What the site's scripts know of the index: the input is packed words; the output the words unpacked, the words left out, the version. */
import { readFileSync } from "node:fs";

const { VERSION, unpack } = await import(`${process.argv[2]}/format.js`);
const { STOP_WORDS } = await import(`${process.argv[2]}/text.js`);
const words = unpack(JSON.parse(readFileSync(0, "utf8"))).map(({ term, documents, masks }) => [term, documents, masks]);
process.stdout.write(JSON.stringify({ words, silent: [...STOP_WORDS].sort(), version: VERSION }));
