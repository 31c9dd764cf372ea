// Properties of the page's nodes that the page cannot take from us: the fields of a form, and the
// frames and pictures of a document, stand before whatever bears their name, so that form.children
// may be a text field. Before a symbol nothing stands: element[$.children].
const $ = {};
for (const {prototype} of [EventTarget, Node, CharacterData, Text, Element, HTMLElement, SVGElement, MathMLElement, Document, DocumentFragment, ShadowRoot])
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    $[name] = Object.hasOwn($, name) ? $[name] : Symbol(name);
    Object.defineProperty(prototype, $[name], property);
  }

// What only some kinds of elements have, and a form has not.
const propertyOf = (element, name) => (element instanceof HTMLFormElement ? undefined : element[name]);

// Nobody reads more of it, however long it is.
const titleNow = () => document[$.title].slice(0, 1000);
