/** Has this page kept with all that it has fetched, so that it can be read without a connection: `worker.js` does it, beside the pages. */
import { address } from "../core/site.js";

/** @param {ServiceWorkerContainer} container */
async function keep(container) {
  const tell = () =>
    container.ready.then(({ active }) =>
      active?.postMessage([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]),
    );
  container.addEventListener("controllerchange", tell); // a new worker has let go of what the one before had kept
  await container.register(address("offline"));
  await tell();
}

if (navigator.serviceWorker) keep(navigator.serviceWorker).catch(() => {}); // there is none without HTTPS; private windows may refuse
