// The visual editor on the desk. Without this script the text box stands as it is.
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

import { groups, plugins } from "./commands.js";
import { pasting } from "./paste.js";
import { toolbar } from "./toolbar.js";
import { read, write } from "./text.js";

const HELP =
  "Alt + F10 går til knapperne. Tekst fra Word kan du sætte direkte ind: " +
  "overskrifter, lister, tabeller og fodnoter kommer med.";

function box(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function start(area) {
  const frame = area.closest(".rich-text-box");
  if (frame.querySelector(".editor")) return;
  const label = document.querySelector(`label[for="${area.id}"]`);
  const editor = box("div", "editor");
  const paper = box("div", "editor__paper");
  const foot = box("div", "editor__foot");
  const help = box("p", "editor__help", HELP);
  const said = box("p", "editor__said");
  const codes = box("button", "editor__codes", "Vis koderne");
  help.id = `${area.id}-editor-help`;
  said.setAttribute("role", "status");
  codes.type = "button";
  codes.setAttribute("aria-pressed", "false");

  const { bar, connect, update, focus } = toolbar(groups, `${area.id}-editor`);
  const use = plugins(() => {
    focus();
    return true;
  });
  const fresh = () => EditorState.create({ doc: read(area.value), plugins: use });
  const described = [help.id, area.getAttribute("aria-describedby")];
  const view = new EditorView(paper, {
    state: fresh(),
    attributes: {
      id: `${area.id}-editor`,
      class: "editor__text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": label?.textContent.replace(/:$/, "").trim() ?? "Tekst",
      "aria-describedby": described.filter(Boolean).join(" "),
      "aria-invalid": area.getAttribute("aria-invalid") ?? "false",
      lang: "da",
      spellcheck: "true",
    },
    handleDOMEvents: { paste: pasting(area.dataset.tidy, (text) => (said.textContent = text)) },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      update(view.state);
      if (!tr.docChanged) return;
      area.value = write(view.state.doc);
      // For pages that save while somebody writes
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  connect(view);
  update(view.state);

  codes.addEventListener("click", () => {
    const open = area.hidden;
    codes.setAttribute("aria-pressed", String(open));
    if (!open) view.updateState(fresh());
    area.hidden = !open;
    bar.hidden = paper.hidden = open;
  });
  label?.addEventListener("click", (event) => {
    if (!area.hidden) return;
    event.preventDefault();
    view.focus();
  });

  foot.append(help, said, codes);
  editor.append(bar, paper, foot);
  frame.prepend(editor);
  // The form says itself, in a sentence, where a text is missing.
  area.required = false;
  area.hidden = true;
  frame.classList.add("rich-text-box--visual");
}

const startIn = (part) => {
  for (const area of part.querySelectorAll("textarea[data-tidy]")) {
    if (!area.closest(".empty-form")) start(area);
  }
};

startIn(document);
document.addEventListener("formset:added", (event) => startIn(event.target));
