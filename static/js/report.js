// Save while somebody fills in; without this script the buttons do.
const form = document.querySelector("form[data-save]");
const told = form.querySelector("[data-saved]");
let timer, saving;

async function save() {
  const data = new FormData(form);
  data.append("later", "1");
  saving = new AbortController();
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body: data,
      redirect: "manual",
      signal: saving.signal,
    });
    // What is saved leads on; what is not comes back as a page.
    if (answer.type === "opaqueredirect") {
      const now = new Date().toTimeString().slice(0, 5).replace(":", ".");
      told.textContent = `Gemt klokken ${now}.`;
    } else {
      told.textContent = "Ikke gemt endnu. Tryk på en af knapperne for at se hvorfor.";
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    told.textContent = "Ikke gemt: der er ingen forbindelse lige nu.";
  }
}

form.addEventListener("change", () => {
  clearTimeout(timer);
  timer = setTimeout(save, 1000);
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  saving?.abort();
});
