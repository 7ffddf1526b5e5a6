import { typed } from "./typed.js";

// A registration that is not finished is kept as a draft, a few seconds after the last keystroke.
function watch(form) {
  const status = document.getElementById(form.dataset.draftStatus);
  let timer;

  async function keep() {
    if (form.dataset.sent) return;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(form) });
      if (!answer.ok) return;
      const { draft, message } = await answer.json();
      form.elements.draft.value = draft; // the next one replaces it, and registering discards it
      status.textContent = message;
    } catch {
      status.textContent = form.dataset.draftFailed;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
}

export function watchDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
}
