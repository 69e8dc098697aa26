// Up and down buttons beside the number fields of a ballot. The numbers are what is sent; without this script
// they are typed. Nothing is stored in the browser.

const form = document.querySelector("[data-ballot]");
const said = form.querySelector("[data-said]");
const movers = form.querySelector("[data-movers]");
const rows = [...form.querySelectorAll("[data-candidate]")].map((item) => ({
  name: item.dataset.candidate,
  field: item.querySelector("input"),
}));

const rankOf = (row) => Number.parseInt(row.field.value, 10) || 0;
const ranked = () => rows.filter(rankOf).sort((a, b) => rankOf(a) - rankOf(b));

function write(order) {
  rows.forEach((row) => { row.field.value = ""; });
  order.forEach((row, place) => { row.field.value = place + 1; });
}

function move(row, direction) {
  const order = ranked();
  const place = order.indexOf(row);
  if (direction === "up" && place === -1) order.push(row);
  if (direction === "up" && place > 0) [order[place - 1], order[place]] = [row, order[place - 1]];
  if (direction === "down" && place !== -1) {
    order.splice(place, 1);
    if (place < order.length) order.splice(place + 1, 0, row);
  }
  write(order);
  const rank = rankOf(row);
  said.textContent = rank ? `${row.name} is your choice number ${rank}.` : `${row.name} is not ranked.`;
}

for (const row of rows) {
  const buttons = movers.content.cloneNode(true);
  for (const button of buttons.querySelectorAll("button")) {
    const { move: direction } = button.dataset;
    button.setAttribute("aria-label", `Move ${row.name} ${direction}`);
    button.addEventListener("click", () => move(row, direction));
  }
  row.field.after(buttons);
}
