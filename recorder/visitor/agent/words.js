// The page's visible text as one folded string, with a way back to where each character stands.
const blockStart = /^(block|flex|grid|table|list-item|table-cell|table-row|flow-root|table-caption)/;

const renderedParents = () => {
  const known = new Map();
  return (element) => {
    let answer = known.get(element);
    if (answer === undefined) known.set(element, (answer = shows(element, {opacityProperty: true, visibilityProperty: true})));
    return answer;
  };
};

// Pieces of visible text: {node, from, length} with offsets in `whole`, the folded text; `raw` is the
// same text as written, character by character beside it. A node is a text node or a control.
const readText = (scope) => {
  const shown = renderedParents();
  // Joined only at the end: to look into a string that grows is to copy it every time.
  const pieces = [], wholes = [], raws = [];
  let length = 0, spaced = true;
  const put = (folded, clean) => { wholes.push(folded); raws.push(clean); length += folded.length; };
  const gap = () => { if (!spaced) { put(' ', ' '); spaced = true; } };
  const add = (node, text) => {
    const folded = fold(text);
    if (!folded) { if (/\s/.test(text)) gap(); return; }
    if (/^\s/.test(text)) gap();
    const clean = tidy(ascii.test(text) ? text : text.normalize('NFKC'));
    pieces.push({node, from: length, length: folded.length});
    put(folded, clean.length === folded.length ? clean : folded);
    spaced = false;
    if (/\s$/.test(text)) gap();
  };
  const stack = [scope];
  while (stack.length && length < 500000) {
    const node = stack.pop();
    if (node === gap) { gap(); continue; }
    if (node[$.nodeType] === Node.TEXT_NODE) {
      const parent = node[$.parentElement] || node[$.getRootNode]().host;
      if (node.data.trim() ? parent && shown(parent) : true) add(node, node.data);
      continue;
    }
    if (node[$.nodeType] === Node.ELEMENT_NODE) {
      if (skipped.has(node[$.tagName])) continue;
      if (node[$.tagName] === 'BR') { gap(); continue; }
      if (node[$.tagName] === 'INPUT' || node[$.tagName] === 'TEXTAREA') {
        if (node.type !== 'password' && node.type !== 'hidden' && shown(node) && !['checkbox', 'radio', 'file'].includes(node.type)) {
          gap(); add(node, node.value || node.placeholder || ''); gap();
        }
        continue;
      }
      if (node[$.tagName] === 'SELECT') {
        if (shown(node)) { gap(); add(node, node.selectedOptions[0]?.[$.textContent] || ''); gap(); }
        continue;
      }
      const display = getComputedStyle(node).display;
      if (display === 'none') continue;
      if (blockStart.test(display)) { gap(); stack.push(gap); }
    }
    const from = node[$.nodeType] === Node.ELEMENT_NODE && rootOf(node) ? rootOf(node) : node;
    let inside = node[$.tagName] === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : [...from[$.childNodes]];
    if (node[$.tagName] === 'DETAILS' && !node.open) inside = inside.filter((child) => child[$.tagName] === 'SUMMARY').slice(0, 1);
    for (let index = inside.length - 1; index >= 0; --index) stack.push(inside[index]);
  }
  return {whole: wholes.join(''), raw: raws.join(''), pieces};
};

const visibleText = (scope) =>
  known && scope === document[$.documentElement] ? (known.text ??= readText(scope)) : readText(scope);

const boxOfPiece = (piece) => {
  if (piece.node[$.nodeType] === Node.ELEMENT_NODE) return boxOf(piece.node);
  const range = document[$.createRange]();
  range.selectNodeContents(piece.node);
  const box = asBox(range.getBoundingClientRect());
  return box.w > 0 && box.h > 0 ? box : null;
};

// The pieces that lie, in part at least, between two offsets of the whole.
const piecesBetween = (pieces, from, to) => {
  let low = 0, high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].from + pieces[middle].length > from) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while (end < pieces.length && pieces[end].from < to) ++end;
  return pieces.slice(low, end);
};

// Every place where `wanted` (folded) is shown: {box, element, after}; after: the words behind it.
const placesOf = (wanted, scope, most = 20, {whole, raw, pieces} = visibleText(scope)) => {
  const places = [];
  for (let at = whole.indexOf(wanted); wanted && at >= 0 && places.length < most; at = whole.indexOf(wanted, at + 1)) {
    const inside = piecesBetween(pieces, at, at + wanted.length);
    let box = null;
    for (const piece of inside) {
      const part = boxOfPiece(piece);
      if (part) box = box ? union(box, part) : part;
    }
    const node = inside[0].node;
    const element = node[$.nodeType] === Node.ELEMENT_NODE ? node : node[$.parentElement] || node[$.getRootNode]().host;
    if (!box || (box.w <= 1.5 && box.h <= 1.5) || outOfReach(box, element) || !legible(element, box)) continue;
    places.push({box, element, text: raw.slice(at, at + wanted.length), after: raw.slice(at + wanted.length, at + wanted.length + 200)});
  }
  return places;
};
