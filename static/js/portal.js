// All pages work without this script; it spares a reader a few steps.

// Take the reader to what must be put right, as the design system asks.
document.querySelector("[data-module='error-summary']")?.focus();

// Print buttons are of no use where scripts are off, so they start hidden.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Copy the address that a button carries, and say that it is done.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    button.querySelector("[role='status']").textContent = "Linket er kopieret";
  });
}
