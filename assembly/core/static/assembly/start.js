// Runs before the page is painted, so nothing jumps: says that scripts work, and puts a button in the place of the
// link that unfolds the header on narrow screens. Without it that link does.
(() => {
  document.body.classList.add("govuk-frontend-supported");
  const button = document.querySelector(".asm-menu--button");
  const header = document.getElementById("site-header");
  if (!button || !header) return;
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    header.classList.toggle("asm-header--open", open);
  };
  header.classList.add("asm-header--scripted");
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
