/** Reads and compares a bibliography beside the page, which stays answerable meanwhile. */
import { Index, compare } from "./match.js";
import { Refusal, decode, parse } from "./bibfile.js";

addEventListener("message", (event) => {
  const { bytes, papers } = event.data;
  try {
    const { text, encoding } = decode(bytes);
    const { entries, complaints } = parse(text);
    postMessage({ text, encoding, count: entries.length, complaints, ...compare(entries, new Index(papers)) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    postMessage({ refusal: error.message });
  }
});
