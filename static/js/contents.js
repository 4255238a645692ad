// A table of contents that follows the reader, and addresses that are copied by a click.
// Without this script the contents are a fold with links, and addresses are links.
const wide = window.matchMedia("(min-width: 64em)");

for (const contents of document.querySelectorAll("[data-contents]")) {
  const fold = contents.querySelector("details");
  const links = [...contents.querySelectorAll("a")];
  const parts = links.map((link) => document.getElementById(link.hash.slice(1)));

  const unfold = () => {
    fold.open = wide.matches;
  };
  unfold();
  wide.addEventListener("change", unfold);
  // On a phone the fold lies above the text: close it before going there.
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) fold.open = false;
  });

  let marked = null;
  const mark = () => {
    // The part whose beginning was last to pass the upper quarter of the window.
    const line = window.innerHeight / 4;
    const at = parts.findLastIndex((part) => part?.getBoundingClientRect().top <= line);
    const link = links[at] ?? null;
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    marked = link;
    if (!link || !wide.matches) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = contents.getBoundingClientRect();
    if (top < frame.top) contents.scrollTop -= frame.top - top + 40;
    else if (bottom > frame.bottom) contents.scrollTop += bottom - frame.bottom + 40;
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  mark();
}

for (const link of document.querySelectorAll("a[data-copy-link]")) {
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.querySelector("[data-word]").textContent = "Kopiér link";
  told.className = "anchor-link__told no-print";
  told.setAttribute("role", "status");
  const address = link.href;
  link.replaceWith(button, told);
  let fading;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address);
    told.textContent = "Kopieret";
    clearTimeout(fading);
    fading = setTimeout(() => (told.textContent = ""), 4000);
  });
}
