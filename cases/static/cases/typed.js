// What was typed into a form, without its files: a preview or a draft does not need them, and they are large.
export function typed(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}
