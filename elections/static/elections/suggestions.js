// Names of members below a field while one is typed. Without this script there is the button “Look it up”.

const WAIT = 200; // milliseconds after the last key
const FEWEST = 2; // letters

async function suggest(field, list) {
  const typed = field.value.trim();
  if (typed.length < FEWEST) return;
  const address = `${field.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || answer.redirected || field.value.trim() !== typed) return;
  const { names } = await answer.json();
  list.replaceChildren(...names.map((name) => new Option("", name)));
}

for (const field of document.querySelectorAll("[data-suggestions]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-names`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.autocomplete = "off";
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(field, list), WAIT);
  });
}
