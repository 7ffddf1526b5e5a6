// Runs before the first paint, so that a chosen theme or a folded navigation never flashes.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("side") === "collapsed") root.classList.add("side-collapsed");
  } catch {
    // Storage may be forbidden; the system's theme then holds.
  }
})();
