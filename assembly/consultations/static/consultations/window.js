// What two days of a consultation amount to, beside them as they are typed. Without this script there is the button “Work out”.

const WAIT = 400; // milliseconds after the last key

async function workOut(place, fields) {
  const typed = () => fields.map((field) => field.value).join();
  const before = typed();
  const result = place.querySelector("[data-window-result]");
  if (!fields[0].value) return result.replaceChildren();
  const days = new URLSearchParams(fields.map((field) => [field.name, field.value]));
  const answer = await fetch(`${place.dataset.window}?fragment=1&${days}`).catch(() => null);
  if (!answer?.ok || answer.redirected || typed() !== before) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (typed() === before) result.replaceChildren(...page.body.childNodes);
}

for (const place of document.querySelectorAll("[data-window]")) {
  const { opens_on: opens, closes_on: closes } = place.closest("form").elements;
  const fields = [opens, closes].filter((field) => field && !field.disabled);
  if (!opens || opens.disabled) continue;
  let waiting = 0;
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => workOut(place, fields), WAIT);
    });
  }
  workOut(place, fields);
}
