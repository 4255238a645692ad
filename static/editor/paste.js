// What is pasted is cleaned by the portal, the same way as when a text is saved.
import { Slice, Fragment } from "prosemirror-model";

import { addNotes, nextNumber } from "./notes.js";
import { schema } from "./schema.js";
import { readSlice } from "./text.js";

const FAILED =
  "Formateringen kom ikke med: portalen svarede ikke. Teksten er sat ind uden. " +
  "Tryk Ctrl + Z, og prøv igen.";

/** Leave at home what is only ever thrown away: styles, comments, pictures in the text. */
const lighter = (html) =>
  html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/\ssrc=("data:[^"]*"|'data:[^']*')/gi, "");

async function cleaned(html, address, first) {
  const data = new FormData();
  data.append("html", new Blob([lighter(html)], { type: "text/html" }), "pasted.html");
  data.append("first_note", first);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token },
    redirect: "error",
  });
  const text = await answer.text();
  if (answer.status === 413) throw new RangeError(text);
  if (!answer.ok) throw new Error(answer.statusText);
  return text;
}

/** Part the notes from the rest; they belong behind the notes that are there. */
function insert(view, html) {
  const slice = readSlice(html);
  const rest = [];
  let notes = Fragment.empty;
  slice.content.forEach((node) => {
    if (node.type === schema.nodes.notes) notes = notes.append(node.content);
    else rest.push(node);
  });
  const { tr } = view.state;
  // A paragraph joins the line it is put into; a heading or a table keeps its own.
  const joins = (node) => (node?.type === schema.nodes.paragraph ? 1 : 0);
  const open = rest.length > 1 || joins(rest[0]) ? [joins(rest[0]), joins(rest.at(-1))] : [0, 0];
  if (notes.size) addNotes(tr, notes);
  tr.replaceSelection(new Slice(Fragment.from(rest), ...open));
  view.dispatch(tr.scrollIntoView().setMeta("paste", true));
}

/** Take over where something formatted comes from elsewhere. */
export const pasting = (address, say) => (view, event) => {
  const html = event.clipboardData?.getData("text/html");
  if (!html || html.includes("data-pm-slice")) return false;
  const plain = event.clipboardData.getData("text/plain");
  event.preventDefault();
  say("Rydder op i det, du satte ind …");
  cleaned(html, address, nextNumber(view.state.doc)).then(
    (clean) => {
      insert(view, clean);
      say("Sat ind og ryddet op.");
    },
    (error) => {
      if (error instanceof RangeError) return say(error.message);
      view.pasteText(plain);
      say(FAILED);
    },
  );
  return true;
};
