// What a text may hold: the same marks as common/richtext.py leaves, and no others.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "(paragraph | bullet_list | ordered_list)+",
  cellAttributes: {},
});

// The caption is kept as a property: rows are all that the table's own moves know.
const table = {
  ...tables.table,
  attrs: { caption: { default: "" } },
  parseDOM: [
    {
      tag: "table",
      getAttrs: (dom) => ({ caption: dom.dataset.caption ?? "" }),
    },
  ],
  toDOM: ({ attrs }) =>
    attrs.caption
      ? ["table", ["caption", { contenteditable: "false" }, attrs.caption], ["tbody", 0]]
      : ["table", ["tbody", 0]],
};

const isNote = (item) => item?.id.startsWith("note-");

const nodes = {
  doc: { content: "block+ notes?" },
  paragraph: {
    group: "block",
    content: "inline*",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  heading: {
    group: "block",
    content: "inline*",
    defining: true,
    attrs: { level: { default: 2 } },
    parseDOM: [2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
  },
  blockquote: {
    group: "block",
    content: "(paragraph | bullet_list | ordered_list)+",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  // Before the ordinary list, which it looks like.
  notes: {
    content: "note+",
    isolating: true,
    parseDOM: [
      {
        tag: "ol",
        priority: 60,
        getAttrs: (dom) => isNote(dom.firstElementChild) && null,
      },
    ],
    toDOM: () => ["ol", { class: "notes" }, 0],
  },
  note: {
    content: "(paragraph | bullet_list | ordered_list)+",
    defining: true,
    attrs: { number: { default: 0 } },
    parseDOM: [
      {
        tag: "li",
        priority: 60,
        getAttrs: (dom) => isNote(dom) && { number: parseInt(dom.id.slice(5), 10) },
      },
    ],
    toDOM: ({ attrs }) => ["li", { id: `note-${attrs.number}`, value: attrs.number }, 0],
  },
  bullet_list: {
    group: "block",
    content: "list_item+",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    group: "block",
    content: "list_item+",
    attrs: { start: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: dom.start || 1 }) }],
    toDOM: ({ attrs }) => (attrs.start === 1 ? ["ol", 0] : ["ol", { start: attrs.start }, 0]),
  },
  list_item: {
    content: "paragraph (paragraph | bullet_list | ordered_list)*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  ...tables,
  table,
  hard_break: {
    group: "inline",
    inline: true,
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  reference: {
    group: "inline",
    inline: true,
    atom: true,
    attrs: { number: {} },
    parseDOM: [
      {
        tag: "sup",
        priority: 60,
        getAttrs: (dom) => {
          const found = /^#note-(\d+)$/.exec(
            dom.firstElementChild?.getAttribute("href") ?? "",
          );
          return found && { number: parseInt(found[1], 10) };
        },
      },
    ],
    toDOM: ({ attrs: { number } }) => [
      "sup",
      ["a", { href: `#note-${number}`, id: `note-${number}-ref` }, String(number)],
    ],
  },
  text: { group: "inline" },
};

const mark = (tag, ...others) => ({
  parseDOM: [{ tag }, ...others],
  toDOM: () => [tag, 0],
});

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }],
    toDOM: ({ attrs }) => ["a", { href: attrs.href }, 0],
  },
  strong: mark("strong", { tag: "b" }),
  em: mark("em", { tag: "i" }),
  sup: mark("sup"),
  sub: mark("sub"),
};
for (const raised of ["sup", "sub"]) marks[raised].excludes = "sup sub";

export const schema = new Schema({ nodes, marks });
