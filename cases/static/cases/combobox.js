// A text field with suggestions, as the ARIA combobox pattern asks: arrows, Enter, Escape, and nothing without typing.
let serial = 0;

function debounce(run, wait) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), wait);
  };
}

class Combo {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.className = "options";
    this.list.id = `options-${(serial += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.comboLabel ?? input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    this.active = -1;
    this.prepare();
    this.listen();
  }

  prepare() {
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.autocomplete = "off";
    const frame = document.createElement("div");
    frame.className = "combo";
    input.before(frame);
    frame.append(input, this.list);
  }

  listen() {
    this.input.addEventListener("input", debounce(() => this.suggest(), 120));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) this.choose(option);
    });
  }

  async suggest() {
    const words = this.input.value.trim();
    if (!words) return this.close();
    const url = `${this.input.dataset.combo}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok || words !== this.input.value.trim() || document.activeElement !== this.input) return;
    this.show((await answer.json()).results);
  }

  show(results) {
    this.list.replaceChildren(...results.map((result, place) => this.option(result, place)));
    this.active = -1;
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  option(result, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.value = result.value;
    option.textContent = result.label;
    if (result.note) {
      const note = document.createElement("span");
      note.className = "sub";
      note.textContent = result.note;
      option.append(note);
    }
    return option;
  }

  press(event) {
    const options = [...this.list.children];
    if (event.key === "ArrowDown" && this.list.hidden) this.suggest();
    else if (this.list.hidden || event.isComposing) return;
    else if (event.key === "ArrowDown") this.move(options, 1);
    else if (event.key === "ArrowUp") this.move(options, -1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(options[this.active]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  move(options, step) {
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = (this.active + step + options.length) % options.length;
    const option = options[this.active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    this.input.value = option.dataset.value;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export function enhanceCombos(scope) {
  for (const input of scope.querySelectorAll("input[data-combo]:not([role=combobox])")) new Combo(input);
}
