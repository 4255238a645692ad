// Footnotes: a number in the text, and the note in a list at the end of it.
import { Fragment } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";

import { schema } from "./schema.js";

const { notes, note, reference, paragraph } = schema.nodes;

/** The number that comes next. The portal counts anew when the text is saved. */
export function nextNumber(doc) {
  let highest = 0;
  doc.descendants((node) => {
    if (node.type === note || node.type === reference) {
      highest = Math.max(highest, node.attrs.number);
    }
  });
  return highest + 1;
}

/** Put notes behind those that are there, and say where the first one begins. */
export function addNotes(tr, added) {
  const last = tr.doc.lastChild;
  if (last.type === notes) {
    const end = tr.doc.content.size - 1;
    tr.insert(end, added);
    return end;
  }
  const end = tr.doc.content.size;
  tr.insert(end, notes.create(null, added));
  return end + 1;
}

/** Put a number at the cursor, and the cursor into its note. */
export function insertNote(state, dispatch) {
  const { $to } = state.selection;
  const index = $to.index();
  const inNote = Array.from({ length: $to.depth }, (_, depth) => $to.node(depth + 1)).some(
    (node) => node.type === notes,
  );
  if (inNote || !$to.parent.canReplaceWith(index, index, reference)) return false;
  if (dispatch) {
    const number = nextNumber(state.doc);
    const tr = state.tr.insert($to.pos, reference.create({ number }));
    const begins = addNotes(tr, Fragment.from(note.create({ number }, paragraph.create())));
    tr.setSelection(TextSelection.near(tr.doc.resolve(begins + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
}
