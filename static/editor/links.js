// Links: where they lead, asked for in a box of its own.
import { toggleMark } from "prosemirror-commands";

import { ask } from "./ask.js";
import { schema } from "./schema.js";

const link = schema.marks.link;

/** An address as it is meant: with https:// or mailto: before it. */
export function completed(text) {
  if (/^(https?:\/\/|mailto:)\S+$/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^[^\s:/]+\.[^\s:/]{2,}(\/\S*)?$/.test(text)) return `https://${text}`;
  throw new Error("Skriv en adresse, fx https://www.roskilde.dk eller navn@firma.dk.");
}

/** The link at the cursor, from end to end. */
function around(state) {
  const { $from, from, to, empty } = state.selection;
  if (!empty) return { from, to, mark: link.isInSet(marksIn(state, from, to)) };
  const mark = link.isInSet($from.marks());
  if (!mark) return { from, to, mark: null };
  const start = $from.start();
  let found = null;
  $from.parent.forEach((node, offset) => {
    const at = start + offset;
    const inside = mark.isInSet(node.marks) && at <= from && at + node.nodeSize >= from;
    if (inside) found = { from: at, to: at + node.nodeSize, mark };
  });
  return found ?? { from, to, mark };
}

function marksIn(state, from, to) {
  let marks = [];
  state.doc.nodesBetween(from, to, (node) => {
    if (link.isInSet(node.marks)) marks = node.marks;
  });
  return marks;
}

export async function changeLink(view) {
  const { from, to, mark } = around(view.state);
  const href = await ask({
    title: "Link",
    label: "Hvor fører det hen?",
    value: mark?.attrs.href ?? "",
    removal: "Fjern linket",
    check: completed,
  });
  view.focus();
  if (href === null) return;
  const { tr } = view.state;
  if (from === to && href) {
    tr.insert(from, schema.text(href.replace(/^mailto:/, ""), [link.create({ href })]));
  } else {
    tr.removeMark(from, to, link);
    if (href) tr.addMark(from, to, link.create({ href }));
  }
  view.dispatch(tr);
}

export const canLink = (state) => toggleMark(link, { href: "" })(state);
