// Save each block of an evaluation while it is written; without this script the buttons do.
for (const form of document.querySelectorAll("form[data-block]")) {
  const told = form.querySelector("[data-told]");
  let timer;
  let saving = false;
  let again = false;

  async function save() {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    const data = new FormData(form);
    data.append("later", "1");
    told.textContent = "Gemmer …";
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data });
      const said = await answer.json();
      told.textContent = said.told;
      if (answer.ok) {
        form.elements.version.value = said.version;
        form.dataset.dirty = "";
        show(form.elements.block.value, said);
      }
    } catch {
      told.textContent = "Ikke gemt. Tryk på Gem, så siger portalen hvorfor.";
    }
    saving = false;
    if (again) {
      again = false;
      save();
    }
  }

  const soon = () => {
    form.dataset.dirty = "1";
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("focusout", () => {
    if (!form.dataset.dirty) return;
    clearTimeout(timer);
    timer = setTimeout(save, 100);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    form.dataset.dirty = "";
  });
}

/** Say in the list of parts that a goal is judged, or no longer is. */
function show(name, said) {
  const state = document.querySelector(`[data-state="${name}"]`);
  document.querySelector("[data-assessed]").textContent = said.assessed;
  if (!state) return;
  state.textContent = said.complete ? "Vurderet" : "Mangler";
  state.classList.toggle("desk-badge--success", said.complete);
  state.classList.toggle("desk-badge--warning", !said.complete);
}

addEventListener("beforeunload", (event) => {
  if (document.querySelector('form[data-dirty="1"]')) event.preventDefault();
});
