import { typed } from "./typed.js";

// What an entry would bring about, shown before it is saved: the server folds without writing and answers with markup.
function watch(form) {
  const target = document.getElementById(form.dataset.previewInto);
  let timer;
  let running;

  async function show() {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST",
        body: typed(form),
        headers: { "X-Requested-With": "fetch" },
        signal: running.signal,
      });
      if (answer.headers.get("Content-Type")?.startsWith("text/html") && answer.headers.has("X-Fragment")) {
        target.innerHTML = await answer.text();
      }
    } catch (error) {
      if (error.name !== "AbortError") target.textContent = form.dataset.previewFailed ?? "";
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(show, 250);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("repeat", soon);
  show();
}

export function watchPreviews() {
  for (const form of document.querySelectorAll("form[data-preview]")) watch(form);
}
