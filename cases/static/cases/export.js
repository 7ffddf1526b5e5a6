// A long file is fetched here, so that the page can say how far it is and stays usable meanwhile.
// Without a script the form does what forms do.
const NEWLINE = 10;

function rowsIn(chunk) {
  let rows = 0;
  for (const byte of chunk) if (byte === NEWLINE) rows += 1;
  return rows;
}

function nameOf(answer) {
  const header = answer.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(header);
  return encoded ? decodeURIComponent(encoded[1]) : (/filename="([^"]+)"/.exec(header)?.[1] ?? "");
}

function save(chunks, answer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(chunks, { type: answer.headers.get("Content-Type") }));
  link.download = nameOf(answer);
  link.click();
  URL.revokeObjectURL(link.href);
}

async function take(answer, tell) {
  const total = Number(answer.headers.get("X-Rows"));
  const counted = answer.headers.get("Content-Type").startsWith("text/csv");
  const chunks = [];
  const reader = answer.body.getReader();
  let rows = -1; // the head of the table is no row
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    rows += rowsIn(part.value);
    if (counted) tell(Math.max(rows, 0), total);
  }
  save(chunks, answer);
}

// A refusal waits to be said on this page, or is a page of its own, which only a form that is really sent can show.
function refused(answer, form, button) {
  if (answer.type === "opaqueredirect") return location.reload();
  form.action = button.formAction;
  form.submit();
}

function watch(form) {
  const status = document.getElementById(form.dataset.export);
  const say = (words, done, total) => {
    status.hidden = false;
    status.textContent = words.replace("{done}", done.toLocaleString()).replace("{total}", total.toLocaleString());
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    button.disabled = true;
    say(form.dataset.making, 0, 0);
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (!answer.ok) return refused(answer, form, button);
      await take(answer, (done, total) => say(form.dataset.progress, done, total));
      say(form.dataset.done, 0, Number(answer.headers.get("X-Rows")));
    } catch {
      say(form.dataset.failed, 0, 0);
    } finally {
      button.disabled = false;
    }
  });
}

export function watchExports() {
  for (const form of document.querySelectorAll("form[data-export]")) watch(form);
}
