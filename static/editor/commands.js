// What the buttons and keys do.
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
  toggleHeaderRow,
} from "prosemirror-tables";
import { gapCursor } from "prosemirror-gapcursor";
import { TextSelection } from "prosemirror-state";

import { ask } from "./ask.js";
import { canLink, changeLink } from "./links.js";
import { insertNote } from "./notes.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

const parents = (state) => {
  const { $from } = state.selection;
  return Array.from({ length: $from.depth }, (_, depth) => $from.node($from.depth - depth));
};
const isInside = (type) => (state) => parents(state).some((node) => node.type === type);
const innermostList = (state) =>
  parents(state).find(({ type }) => [nodes.bullet_list, nodes.ordered_list].includes(type));

const isMarked = (mark) => (state) => {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(mark.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, mark);
};

const isHeading = (level) => (state) =>
  state.selection.$from.parent.hasMarkup(nodes.heading, { level });

/** A heading, or an ordinary paragraph where it is one already. */
const heading = (level) => (state, dispatch) =>
  isHeading(level)(state)
    ? setBlockType(nodes.paragraph)(state, dispatch)
    : setBlockType(nodes.heading, { level })(state, dispatch);

/** A list, the other kind of list, or none. */
const list = (type) => (state, dispatch) => {
  const found = innermostList(state);
  if (!found) return wrapInList(type)(state, dispatch);
  if (found.type === type) return liftListItem(nodes.list_item)(state, dispatch);
  const { $from } = state.selection;
  const depth = parents(state).indexOf(found);
  dispatch?.(state.tr.setNodeMarkup($from.before($from.depth - depth), type));
  return true;
};

const quote = (state, dispatch) =>
  isInside(nodes.blockquote)(state)
    ? lift(state, dispatch)
    : wrapIn(nodes.blockquote)(state, dispatch);

const ROWS = 3;
const COLUMNS = 2;

/** A small table with headings, and the cursor in its first cell. */
const insertTable = (state, dispatch) => {
  if (isInTable(state) || isInside(nodes.notes)(state)) return false;
  const row = (cell) =>
    nodes.table_row.create(null, Array.from({ length: COLUMNS }, () => cell.createAndFill()));
  const table = nodes.table.create(
    null,
    Array.from({ length: ROWS }, (_, at) => row(at ? nodes.table_cell : nodes.table_header)),
  );
  const { $from } = state.selection;
  const after = $from.depth ? $from.after(1) : $from.pos;
  if (!$from.node(0).canReplaceWith($from.indexAfter(0), $from.indexAfter(0), nodes.table)) {
    return false;
  }
  if (dispatch) {
    const tr = state.tr.insert(after, table);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 3))).scrollIntoView());
  }
  return true;
};

const changeCaption = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (!view) return true;
  const { $from } = state.selection;
  const depth = $from.depth - parents(state).findIndex(({ type }) => type === nodes.table);
  const at = $from.before(depth);
  ask({
    title: "Tabeltekst",
    label: "Hvad viser tabellen?",
    value: $from.node(depth).attrs.caption,
    removal: "Fjern teksten",
    check: (text) => text,
  }).then((caption) => {
    view.focus();
    if (caption !== null) view.dispatch(view.state.tr.setNodeMarkup(at, null, { caption }));
  });
  return true;
};

const link = (state, dispatch, view) => {
  if (!canLink(state)) return false;
  if (view) changeLink(view);
  return true;
};

const acting = (run) => (state, dispatch, view) => {
  const done = run(state, dispatch, view);
  if (view && done) view.focus();
  return done;
};
const command = (label, run, rest = {}) => ({ label, run: acting(run), ...rest });

export const groups = [
  {
    label: "Overskrifter",
    commands: [
      command("Overskrift", heading(2), { isOn: isHeading(2) }),
      command("Mindre", heading(3), { isOn: isHeading(3), hint: "Mindre overskrift" }),
      command("Mindst", heading(4), { isOn: isHeading(4), hint: "Mindste overskrift" }),
    ],
  },
  {
    label: "Tekst",
    commands: [
      command("Fed", toggleMark(marks.strong), { isOn: isMarked(marks.strong), hint: "Ctrl + B" }),
      command("Kursiv", toggleMark(marks.em), { isOn: isMarked(marks.em), hint: "Ctrl + I" }),
      { label: "Link", run: link, isOn: isMarked(marks.link), hint: "Ctrl + K" },
      command("Fodnote", insertNote),
    ],
  },
  {
    label: "Lister og citater",
    commands: [
      command("Punkter", list(nodes.bullet_list), {
        isOn: (state) => innermostList(state)?.type === nodes.bullet_list,
      }),
      command("Tal", list(nodes.ordered_list), {
        isOn: (state) => innermostList(state)?.type === nodes.ordered_list,
        hint: "Liste med tal",
      }),
      command("Ryk ind", sinkListItem(nodes.list_item), { hint: "Ctrl + Å" }),
      command("Ryk ud", liftListItem(nodes.list_item), { hint: "Ctrl + Shift + Å" }),
      command("Citat", quote, { isOn: isInside(nodes.blockquote) }),
      command("Tabel", insertTable),
    ],
  },
  { label: "Fortryd", commands: [command("Fortryd", undo, { hint: "Ctrl + Z" }), command("Gentag", redo, { hint: "Ctrl + Y" })] },
  {
    label: "Tabellen",
    isShown: isInTable,
    commands: [
      command("Ny række", addRowAfter),
      command("Ny kolonne", addColumnAfter),
      command("Slet række", deleteRow),
      command("Slet kolonne", deleteColumn),
      command("Overskrifter øverst", toggleHeaderRow),
      { label: "Tabeltekst", run: changeCaption },
      command("Slet tabellen", deleteTable),
    ],
  },
];

const breakLine = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** Keys and rules. Tab is left to the page except between the cells of a table. */
export const plugins = (toToolbar) => [
  inputRules({
    rules: [
      wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, ([, start]) => ({ start: +start })),
    ],
  }),
  keymap({
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-k": link,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-å": sinkListItem(nodes.list_item),
    "Shift-Mod-å": liftListItem(nodes.list_item),
    "Shift-Enter": breakLine,
    Enter: splitListItem(nodes.list_item),
    Tab: goToNextCell(1),
    "Shift-Tab": goToNextCell(-1),
    "Alt-F10": toToolbar,
  }),
  keymap(baseKeymap),
  history(),
  gapCursor(),
  tableEditing(),
];
