// Runs before the page is painted, so nothing jumps: says that scripts work, and folds the
// main navigation behind its button on narrow screens. Without it the navigation is simply open.
(() => {
  document.body.classList.add("govuk-frontend-supported");
  const button = document.querySelector(".asm-nav__toggle");
  const list = document.getElementById("main-navigation");
  if (!button || !list) return;
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    list.classList.toggle("asm-nav__list--folded", !open);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  show(false);
})();

// Says in words what allauth's passkey scripts would only tell the console.
document.addEventListener("allauth.error", (event) => {
  const words = document.querySelector("[data-passkey-failed]");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
});
