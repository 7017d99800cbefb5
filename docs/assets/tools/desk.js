/** Where the page has its work done: questions to the worker, and answers or refusals in time. */
import { address } from "../core/site.js";
import { Refusal, refuseLarge } from "../reading/bibfile.js";

const PATIENCE = 60_000; // milliseconds for a file

/** @type {import("./worker.js").Sources} */
const sources = { bibtex: absolute("bibtex"), records: absolute("records") };

/** @type {Worker | undefined} */
let worker;
/** @type {Set<() => void>} what gives up waiting */
const waiting = new Set();

/** @param {import("../core/site.js").Place} place */
function absolute(place) {
  return new URL(address(place), location.href).href;
}

/**
 * Has a new file read, in place of any other: what was being done is stopped.
 * @param {string} task
 * @param {import("./worker.js").Given} given
 * @returns {Promise<any>} never settles if the reader chooses another file meanwhile
 * @throws {Refusal} with a message for the reader
 */
export async function read(task, given) {
  if (waiting.size > 0) stop();
  if ("text" in given) refuseLarge(given.text.length);
  return ask(task, { given }, "bytes" in given ? [given.bytes] : []);
}

/**
 * @param {string} task
 * @param {Record<string, unknown>} question
 * @param {Transferable[]} [transferred]
 * @returns {Promise<any>}
 * @throws {Refusal} with a message for the reader
 */
export function ask(task, question, transferred = []) {
  worker ??= new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  const asked = answer(port1, worker);
  worker.postMessage({ task, sources, ...question }, [port2, ...transferred]);
  return asked;
}

/**
 * @param {MessagePort} port
 * @param {Worker} asked
 * @returns {Promise<any>}
 */
function answer(port, asked) {
  return new Promise((done, fail) => {
    const forget = () => {
      clearTimeout(timer);
      waiting.delete(forget);
      port.close();
    };
    const refuse = (/** @type {string} */ message) => {
      forget();
      fail(new Refusal(message));
    };
    const timer = setTimeout(() => {
      stop();
      refuse(`This took longer than ${PATIENCE / 1000} seconds and was given up. Split the file.`);
    }, PATIENCE);
    waiting.add(forget);
    asked.addEventListener(
      "error",
      () => {
        stop();
        refuse("Reading broke off: its script could not be loaded, or the browser stopped it. Check the connection and try again.");
      },
      { once: true },
    );
    port.onmessage = ({ data }) => {
      forget();
      if (data.refusal) fail(new Refusal(data.refusal));
      else done(data.answer);
    };
  });
}

/** Ends the worker; a new one is hired for the next question. */
function stop() {
  worker?.terminate();
  worker = undefined;
  for (const forget of [...waiting]) forget();
}
