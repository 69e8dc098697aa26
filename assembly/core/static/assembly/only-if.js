// Hides a question that comes up only with a certain answer to an earlier one, until that answer is chosen. What is
// hidden is not sent. Without this script it is shown, and says in words when it is to be answered.

for (const question of document.querySelectorAll("[data-only-if]")) {
  const { onlyIf, onlyIfOption } = question.dataset;
  const parents = [...document.querySelectorAll(`[name="${onlyIf}"]`)];
  if (parents.length === 0) continue; // asked on another page

  const show = () => {
    const wanted = parents.some((parent) => parent.checked && parent.value === onlyIfOption);
    question.hidden = !wanted;
    for (const control of question.querySelectorAll("input, select, textarea")) control.disabled = !wanted;
  };

  for (const parent of parents) parent.addEventListener("change", show);
  show();
}
