/**
 * The worker beside the pages. Whatever comes from the network is kept, and shown where the network gives nothing: what a reader sees with a
 * connection is never older than the site. A new build begins with nothing kept, so that old and new are not mixed. `offline.js` at the root of
 * the site, which every build writes, says which build it is, and brings this in.
 */
{
  /** What a worker has in place of a window. @type {any} */
  const worker = self;
  const { scope } = worker.registration;
  const ours = `pages of ${scope} `; // other sites may live on the same host
  const name = ours + worker.build;
  const MOST = 500; // files that are kept

  /** @param {Request} request @returns {string} a page is the same whatever is asked of it */
  const nameOf = ({ mode, url }) => (mode === "navigate" ? url.replace(/[?#].*/, "") : url);

  /**
   * @param {string} key
   * @param {Response} response
   */
  const keep = async (key, response) => {
    const cache = await caches.open(name);
    await cache.put(key, response);
    const kept = await cache.keys(); // those not asked for the longest come first
    await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST)).map((request) => cache.delete(request)));
  };

  /** @param {any} event */
  const answer = async (event) => {
    const key = nameOf(event.request);
    try {
      const response = (await event.preloadResponse) ?? (await fetch(event.request));
      if (response.status === 200 && response.type === "basic") event.waitUntil(keep(key, response.clone()).catch(() => {})); // there may be no room
      return response;
    } catch (error) {
      const kept = await (await caches.open(name)).match(key, { ignoreVary: true });
      if (kept) return kept;
      throw error;
    }
  };

  /** @param {unknown} told addresses that a page has fetched before there was a worker */
  const fetchAll = async (told) => {
    const wanted = (Array.isArray(told) ? told : []).filter((url) => typeof url === "string" && url.startsWith(scope)).slice(0, MOST);
    const cache = await caches.open(name);
    for (const url of new Set(wanted.map((one, at) => (at === 0 ? one.replace(/[?#].*/, "") : one)))) {
      if (await cache.match(url, { ignoreVary: true })) continue;
      const response = await fetch(url);
      if (response.status === 200 && !response.redirected) await keep(url, response);
    }
  };

  const begin = async () => {
    const all = await caches.keys();
    await Promise.all(all.filter((one) => one.startsWith(ours) && one !== name).map((one) => caches.delete(one)));
    await worker.registration.navigationPreload?.enable();
  };

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));
  worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(fetchAll(event.data).catch(() => {})));
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    if (request.method === "GET" && request.url.startsWith(scope) && !request.headers.has("range")) event.respondWith(answer(event));
  });
}
