// Single keys on the page of a case: each chooses a decision and goes to the reason. They can be switched off (WCAG
// 2.1.4), never act while something is being typed, and change nothing by themselves: the form is sent with Enter.
(() => {
  "use strict";
  const box = document.getElementById("keys-on");
  const form = document.getElementById("decide");
  if (!box || !form) return;
  box.checked = localStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const at = document.activeElement;
    if (at && at.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const radio = [...form.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    document.getElementById(radio.value === "amended" ? "classes" : "reason").focus();
  });
})();
