/** The cite box of a paper as a dialog, wherever the paper stands in a list. Without scripts the link leads to the box itself. */

/** Lets links to cite boxes open them in place. */
export function start() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-cite]") : null;
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link instanceof HTMLAnchorElement && isPlain) {
      event.preventDefault();
      import("./box.js").then(({ open }) => open(link.href)).catch(() => location.assign(link.href));
    }
  });
}
