// The same restricted schema that the server checks: paragraphs, two kinds of list, three marks, live figures.
import { Node, mergeAttributes } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";

const SCHEMES = /^(https?:|mailto:)/i;

/** The address as the schema allows it, with https:// put before a bare one; empty when it cannot be used. */
export function usableAddress(text) {
  const address = text.trim();
  if (SCHEMES.test(address)) return address;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
  return /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(address) ? `https://${address}` : "";
}

const PlainLink = Link.extend({
  inclusive: false,
  addAttributes() {
    return { href: { default: null, parseHTML: (element) => element.getAttribute("href") } };
  },
}).configure({
  openOnClick: false,
  HTMLAttributes: {},
  defaultProtocol: "https",
  isAllowedUri: (address) => SCHEMES.test(address ?? ""),
});

// Lists of one level: an item is a paragraph.
const FlatListItem = ListItem.extend({
  content: "paragraph",
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Shift-Tab": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const PlainOrderedList = OrderedList.extend({
  addAttributes: () => ({}),
});

/** A figure that follows its source. `textOf(ref)` gives what it reads at the moment. */
const LiveFigure = Node.create({
  name: "figure",
  group: "inline",
  inline: true,
  atom: true,
  addOptions: () => ({ textOf: (ref) => ref }),
  addAttributes: () => ({ ref: { default: "", parseHTML: (element) => element.dataset.ref } }),
  parseHTML: () => [{ tag: "span[data-ref]" }],
  renderHTML({ node, HTMLAttributes }) {
    const attributes = mergeAttributes({ class: "live-figure", "data-ref": node.attrs.ref });
    delete HTMLAttributes.ref;
    return ["span", attributes, this.options.textOf(node.attrs.ref)];
  },
  renderText({ node }) {
    return this.options.textOf(node.attrs.ref);
  },
});

export function extensions(textOf) {
  return [
    Document.extend({ content: "(paragraph | bulletList | orderedList)+" }),
    Paragraph,
    Text,
    Bold,
    Italic,
    PlainLink,
    BulletList,
    PlainOrderedList,
    FlatListItem,
    LiveFigure.configure({ textOf }),
    UndoRedo,
  ];
}
