// The frame: navigation, theme, toasts, shortcuts; then the parts a page asks for by data attributes.
import { enhanceCombos } from "./combobox.js";
import { watchPreviews } from "./preview.js";
import { watchRepeats } from "./repeat.js";
import { watchDrafts } from "./draft.js";
import { watchPicks } from "./pick.js";
import { watchExports } from "./export.js";

const root = document.documentElement;

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is lost but the habit.
  }
}

function showTheme(button) {
  const theme = root.dataset.theme ?? "auto";
  button.querySelector("[data-theme-name]").textContent = button.dataset[theme];
}

function switchTheme(button) {
  const order = ["auto", "light", "dark"];
  const next = order[(order.indexOf(root.dataset.theme ?? "auto") + 1) % order.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  remember("theme", next);
  showTheme(button);
}

function foldSide(button) {
  const folded = root.classList.toggle("side-collapsed");
  button.setAttribute("aria-expanded", String(!folded));
  remember("side", folded ? "collapsed" : "open");
}

function openSide(menu, open) {
  root.classList.toggle("side-open", open);
  menu.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector(".side a")?.focus();
  else menu.focus();
}

function watchFrame() {
  const theme = document.querySelector("[data-switch-theme]");
  if (theme) {
    showTheme(theme);
    theme.addEventListener("click", () => switchTheme(theme));
  }
  const fold = document.querySelector("[data-fold-side]");
  if (fold) {
    fold.setAttribute("aria-expanded", String(!root.classList.contains("side-collapsed")));
    fold.addEventListener("click", () => foldSide(fold));
  }
  const menu = document.querySelector("[data-open-side]");
  if (!menu) return;
  const isOpen = () => root.classList.contains("side-open");
  menu.addEventListener("click", () => openSide(menu, !isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) openSide(menu, false);
  });
  document.querySelector(".page").addEventListener("click", (event) => {
    if (isOpen() && !menu.contains(event.target)) openSide(menu, false);
  });
}

function watchShortcuts() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  });
}

function watchToasts() {
  for (const button of document.querySelectorAll("[data-dismiss]")) {
    button.addEventListener("click", () => button.closest(".toast").remove());
  }
}

function watchPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
}

// The text that stands on the page, without its links; where the browser has no clipboard, it is marked instead.
function watchCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.querySelector(`[data-copy-source="${button.dataset.copy}"]`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.innerText);
        button.textContent = button.dataset.done;
      } catch {
        getSelection().selectAllChildren(source);
      }
    });
  }
}

// A second press of the button while the first is on its way does nothing; the server refuses it too.
function submitOnce() {
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

// Selects and dates of a filter bar apply at once.
function watchFilters() {
  for (const form of document.querySelectorAll("form[data-auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
}

function focusFirstError() {
  document.querySelector("form [aria-invalid=true]:not([type=hidden])")?.focus();
}

watchFrame();
watchShortcuts();
watchToasts();
watchPrint();
watchCopies();
submitOnce();
watchFilters();
enhanceCombos(document);
watchRepeats();
watchPreviews();
watchDrafts();
watchPicks();
watchExports();
focusFirstError();
