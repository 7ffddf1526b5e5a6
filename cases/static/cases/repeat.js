// Blocks that may be repeated (several applicants): a Django formset grows and shrinks without a reload.
import { enhanceCombos } from "./combobox.js";

function renumber(set) {
  set.querySelectorAll("[data-repeat-number]").forEach((number, place) => {
    number.textContent = String(place + 1);
  });
}

function add(set, template, total) {
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const block = holder.firstElementChild;
  template.before(block);
  total.value = String(Number(total.value) + 1);
  enhanceCombos(block);
  renumber(set);
  block.querySelector("select, input:not([type=hidden])")?.focus();
}

// A removed block stays in the form, marked: Django's formset then leaves it out.
function remove(set, block) {
  block.querySelector("input[name$=-DELETE]").value = "on";
  block.hidden = true;
  for (const mark of block.querySelectorAll("[data-repeat-number]")) mark.removeAttribute("data-repeat-number");
  renumber(set);
  set.querySelector("[data-repeat-add]").focus();
}

function showFor(block) {
  const kind = block.querySelector("[data-kind-switch]")?.value;
  for (const part of block.querySelectorAll("[data-only]")) {
    part.hidden = !part.dataset.only.split(" ").includes(kind);
  }
}

export function watchRepeats() {
  for (const set of document.querySelectorAll("[data-repeat]")) {
    const template = set.querySelector("template");
    const total = set.querySelector("input[name$=TOTAL_FORMS]");
    set.addEventListener("click", (event) => {
      const removal = event.target.closest("[data-repeat-remove]");
      if (removal) remove(set, removal.closest("[data-repeat-block]"));
      else if (event.target.closest("[data-repeat-add]")) add(set, template, total);
      else return;
      set.dispatchEvent(new Event("repeat", { bubbles: true }));
    });
  }
  for (const scope of document.querySelectorAll("[data-switch-scope]")) {
    const apply = () => {
      for (const block of scope.querySelectorAll("[data-switch-block]")) showFor(block);
    };
    scope.addEventListener("change", apply);
    scope.addEventListener("repeat", apply);
    apply();
  }
}
