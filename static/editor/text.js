// Between the text box, which holds HTML, and the document that is edited.
import { DOMParser as Reader, DOMSerializer } from "prosemirror-model";

import { schema } from "./schema.js";

const reader = Reader.fromSchema(schema);
const writer = DOMSerializer.fromSchema(schema);

/** A page of its own, in which nothing runs and nothing is fetched. */
function body(html) {
  const page = new window.DOMParser().parseFromString(html, "text/html");
  for (const caption of page.querySelectorAll("caption")) {
    caption.parentElement.dataset.caption = caption.textContent;
    caption.remove();
  }
  return page.body;
}

export const read = (html) => reader.parse(body(html));

/** A part that can be put anywhere: its ends join with what is there. */
export const readSlice = (html) => reader.parseSlice(body(html));

export function write(doc) {
  if (doc.textContent === "" && doc.childCount === 1 && doc.firstChild.isTextblock) {
    return "";
  }
  const box = document.createElement("div");
  box.append(writer.serializeFragment(doc.content));
  for (const caption of box.querySelectorAll("caption")) {
    caption.removeAttribute("contenteditable");
  }
  return box.innerHTML;
}
