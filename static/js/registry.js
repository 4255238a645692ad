// Change the list in place; without this script the same addresses are loaded.
const $ = (selector) => document.querySelector(selector);
const form = document.forms.filters;
let request;

async function show(address, isBack) {
  request?.abort();
  request = new AbortController();
  try {
    const answer = await fetch(address, request);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.forms.filters;
    // An error, or something new to choose: let the browser load it.
    if (fresh.length !== form.length) throw address;
    if (!isBack) history.pushState(null, "", address);
    document.title = page.title;
    [...form].forEach((control, n) => {
      control.checked = fresh[n].checked;
      control.value = fresh[n].value;
    });
    const order = $(".sortings :focus");
    const map = $("#results details");
    const parts = page.querySelectorAll("[data-part], .count");
    document.querySelectorAll("[data-part], .count").forEach((part, n) => {
      part.replaceChildren(...parts[n].childNodes);
    });
    if (map?.open) $("#results details")?.setAttribute("open", "");
    // The link that was pressed may be gone.
    if (document.activeElement === document.body) {
      $(order ? ".sortings [aria-current]" : "#hits").focus();
    }
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function choose() {
  const query = new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));
  show(`?${query}`);
}

form.addEventListener("change", choose);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  $(".fold").open = false;
  choose();
});
$("#results").addEventListener("click", (event) => {
  // Other pages begin at their top.
  const link = event.target.closest('[href^="?"]:not(.pagination *)');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.getAttribute("href"));
});
addEventListener("popstate", () => {
  if (!location.hash) show(location.href, true);
});
