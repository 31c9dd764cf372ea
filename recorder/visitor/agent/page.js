// The page as it became, as HTML: shadow trees as templates, values as typed, what is not shown
// marked on its top-most element, fields, controls, pictures and texts marked with
// their place (see places.js), pictures that did not come with their address.
const escapeText = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapeAttribute = (text) => escapeText(text).replace(/"/g, '&quot;');
const voidTags = new Set(['AREA', 'BASE', 'BR', 'COL', 'EMBED', 'HR', 'IMG', 'INPUT', 'LINK', 'META', 'SOURCE', 'TRACK', 'WBR']);
const rawTags = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT']);

// A picture that will not come any more, and leaves an empty frame for it.
const isBroken = (node) =>
  node[$.tagName] === 'IMG' && node.complete && node.currentSrc && !node.naturalWidth && visible(node);

const serialise = (limit) => {
  // What a secret was typed into or shows in pieces of it is not kept.
  const masked = new Map(secrets.length ? secretRoots().flatMap((root) => [...secretText(root)]) : []);
  const textOf = (node) => {
    let text = '', from = 0;
    for (const [start, end] of masked.get(node) || []) {
      if (start >= from) text += node.data.slice(from, start) + '•••';
      from = Math.max(from, end);
    }
    return text + node.data.slice(from);
  };
  const valueOf = (node) => (secured.has(node) ? '•••' : node.value);
  const marksOf = marksUntil(performance.now() + mostMarkedMs);
  const out = ['<!DOCTYPE html>\n'];
  let size = 0;
  const write = (text) => { out.push(text.slice(0, Math.max(0, limit - size))); size += text.length; };
  // [node, hidden] to open, or a string to write.
  const stack = [[document[$.documentElement], false]];
  while (stack.length && size < limit) {
    const top = stack.pop();
    if (typeof top === 'string') { write(top); continue; }
    const [node, hidden] = top;
    if (!node) continue;
    if (node[$.nodeType] === Node.TEXT_NODE) {
      write(rawTags.has(node[$.parentElement]?.[$.tagName]) ? '' : escapeText(textOf(node)));
      continue;
    }
    if (node[$.nodeType] !== Node.ELEMENT_NODE) continue;
    const tag = node[$.tagName].toLowerCase();
    if (node[$.tagName] === 'SCRIPT' || node[$.tagName] === 'STYLE') continue;
    let open = '<' + tag;
    for (const attribute of node[$.attributes])
      if (!(attribute.name === 'value' && node[$.tagName] === 'INPUT') && !attribute.name.startsWith('data-firsthand-')) open += ` ${attribute.name}="${escapeAttribute(attribute.value)}"`;
    if (node[$.tagName] === 'INPUT' && node.type !== 'password' && node.value) open += ` value="${escapeAttribute(valueOf(node))}"`;
    if (node[$.tagName] === 'INPUT' && node.checked) open += ' data-firsthand-checked=""';
    if (node[$.tagName] === 'SELECT') open += ` data-firsthand-value="${escapeAttribute(node.value)}"`;
    if (!hidden && isBroken(node)) open += ` data-firsthand-broken="${escapeAttribute(node.currentSrc.slice(0, 500))}"`;
    const inBody = document[$.body]?.[$.contains](node) || node[$.getRootNode]() instanceof ShadowRoot;
    let nowHidden = hidden;
    if (!hidden && inBody && node !== document[$.body] && node[$.tagName] !== 'OPTION' && node[$.tagName] !== 'TEMPLATE' &&
        !shows(node, {opacityProperty: true, visibilityProperty: true})) {
      // visibility can be turned on again below, display cannot.
      if (getComputedStyle(node).visibility === 'visible' || !node[$.firstElementChild]) { open += ' data-firsthand-hidden=""'; nowHidden = true; }
    }
    if (!nowHidden) open += marksOf(node);
    write(open + '>');
    if (voidTags.has(node[$.tagName])) continue;
    stack.push(`</${tag}>`);
    if (node[$.tagName] === 'TEXTAREA') { write(escapeText(valueOf(node))); continue; }
    if (secured.has(node)) { write('•••'); continue; }
    for (let child = node[$.lastChild]; child; child = child[$.previousSibling]) stack.push([child, nowHidden]);
    const shadow = rootOf(node);
    if (shadow) {
      stack.push('</template>');
      for (let child = shadow[$.lastChild]; child; child = child[$.previousSibling]) stack.push([child, nowHidden]);
      stack.push(`<template shadowrootmode="${shadow.mode}">`);
    }
  }
  return {html: out.join(''), truncated: size >= limit};
};
