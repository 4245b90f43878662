/** Turns the markers `[1]` and `[F1]` of an answer's text into elements that the page makes clickable. */

import type { ElementContent, Root, RootContent } from "hast";

const MARKER = /\[(F?\d{1,3})\]/g;

/** Text in these stays as it is written. */
const VERBATIM = new Set(["code", "pre", "a"]);

function split(text: string): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKER)) {
    if (match.index > from) parts.push({ type: "text", value: text.slice(from, match.index) });
    const properties = { dataMarker: match[1] ?? "" };
    parts.push({ type: "element", tagName: "span", properties, children: [{ type: "text", value: match[0] }] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: "text", value: text.slice(from) });
  return parts;
}

function mark<T extends RootContent | ElementContent>(node: T): (T | ElementContent)[] {
  if (node.type === "text") return split(node.value);
  if (node.type === "element" && !VERBATIM.has(node.tagName)) node.children = node.children.flatMap((child) => mark(child));
  return [node];
}

/** A rehype plugin; put it after the sanitizer, so that no document can bring markers of its own. */
export function rehypeMarkers() {
  return (tree: Root): void => {
    tree.children = tree.children.flatMap((child) => mark(child));
  };
}

