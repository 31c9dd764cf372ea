// The page as it is rendered: open shadow roots, closed ones that were handed to us, slots.
const closedRoots = new WeakMap();
const rootOf = (element) => element[$.shadowRoot] || closedRoots.get(element) || null;

const skipped = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'FIRSTHAND-CAPTION']);

// What was found out in one look at the page, which stands still meanwhile. On a large page many ask
// the same.
let known = null;
const atOneLook = (work) => {
  if (known) return work();
  known = {labels: new Map(), around: new Map(), page: null, text: null};
  try { return work(); } finally { known = null; }
};

// Every element below `root`, shadow trees included, in the order of the page. Iterative: a hostile
// page may be 100,000 levels deep.
function* elementsOf(root) {
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (node[$.nodeType] === Node.ELEMENT_NODE) {
      if (skipped.has(node[$.tagName])) continue;
      yield node;
      const shadow = rootOf(node);
      pushChildren(stack, node);
      if (shadow) { watchRoot(shadow); pushChildren(stack, shadow); }
    } else {
      pushChildren(stack, node);
    }
  }
}

const pushChildren = (stack, node) => {
  for (let child = node[$.lastChild]; child; child = child[$.previousSibling])
    if (child[$.nodeType] === Node.ELEMENT_NODE) stack.push(child);
};

const parentOf = (node) => {
  if (node[$.assignedSlot]) return node[$.assignedSlot];
  if (node[$.parentElement]) return node[$.parentElement];
  const root = node[$.getRootNode]();
  return root instanceof ShadowRoot ? root.host : null;
};

const contains = (ancestor, node) => {
  for (let at = node; at; at = parentOf(at)) if (at === ancestor) return true;
  return false;
};

// What has no box of its own (display: contents) shows as what is around it does.
const shows = (element, how) => {
  if (element[$.checkVisibility](how)) return true;
  const style = getComputedStyle(element), around = parentOf(element);
  return style.display === 'contents' && style.visibility === 'visible' && !!around && shows(around, how);
};

const rendered = (element) =>
  shows(element, {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true});

const union = (a, b) => {
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y);
  return {x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y};
};
const asBox = (rect) => ({x: rect.x, y: rect.y, w: rect.width, h: rect.height});

// Where an element is, in CSS pixels of this frame's viewport; null when it has no area.
const boxOf = (element, depth = 3) => {
  const box = asBox(element[$.getBoundingClientRect]());
  if (box.w >= 1 && box.h >= 1) return box;
  let around = null;
  if (depth > 0)
    for (const child of element[$.children]) {
      const inner = boxOf(child, depth - 1);
      if (inner) around = around ? union(around, inner) : inner;
    }
  return around || boxOfWords(element);
};

// Of what has no box of its own and nothing but words in it.
const boxOfWords = (element) => {
  if (!element[$.textContent].trim() || getComputedStyle(element).display !== 'contents') return null;
  const range = document[$.createRange]();
  range.selectNodeContents(element);
  const box = asBox(range.getBoundingClientRect());
  return box.w >= 1 && box.h >= 1 ? box : null;
};

const locks = (overflow) => overflow === 'hidden' || overflow === 'clip';

// What is fixed stays where it is when the page is scrolled, unless something around it is its frame.
const framesFixed = (style) => style.transform !== 'none' || style.perspective !== 'none' || style.filter !== 'none' ||
  /transform|perspective|filter/.test(style.willChange) || /paint|layout|strict|content/.test(style.contain);

// How far the page itself scrolls: {x, y}, each {first, size, locked} in the page's own pixels.
const pageScroll = () => {
  const html = document[$.documentElement], page = document[$.scrollingElement] || html, own = getComputedStyle(html);
  const passesOn = own.overflowX === 'visible' && own.overflowY === 'visible' && document[$.body];
  const style = passesOn ? getComputedStyle(document[$.body]) : own;
  const width = page[$.scrollWidth], leftmost = own.direction === 'rtl' ? Math.min(0, innerWidth - width) : 0;
  return {x: {first: leftmost, size: width, locked: locks(style.overflowX)},
    y: {first: 0, size: page[$.scrollHeight], locked: locks(style.overflowY)}, body: passesOn ? document[$.body] : null};
};

// What an element and those around it do to what is in it: the outermost that scrolls `across` and
// `along`, and whether it is `held` where it is.
const surroundings = (element, page) => {
  const told = known ? known.around : new Map(), path = [];
  let around = {};
  for (let at = element; at && at !== document[$.documentElement] && at !== page.body; at = parentOf(at)) {
    const before = told.get(at);
    if (before) { around = before; break; }
    path.push(at);
  }
  for (const at of path.reverse()) {
    const style = getComputedStyle(at);
    let {across, along, held} = around;
    if ((!across || !along) && (style.overflowX !== 'visible' || style.overflowY !== 'visible')) {
      const frame = asBox(at[$.getBoundingClientRect]());
      if (!locks(style.overflowX)) across ||= frame;
      if (!locks(style.overflowY)) along ||= frame;
    }
    held ??= style.position === 'fixed' ? true : framesFixed(style) ? false : undefined;
    if (across !== around.across || along !== around.along || held !== around.held) around = {across, along, held};
    told.set(at, around);
  }
  return around;
};

// Out of view, where no scrolling of the page or of anything in it brings it: beyond where the page
// begins or ends, or in a drawer that is pushed out at the side.
const outOfReach = (box, element) => {
  if (box.x + box.w > 0 && box.x < innerWidth && box.y + box.h > 0 && box.y < innerHeight) return false;
  const page = known ? (known.page ??= pageScroll()) : pageScroll();
  const around = element === document[$.documentElement] || element === page.body ? {} : surroundings(parentOf(element), page);
  // What would have to come into view: the box, or what scrolls around it.
  const across = around.across || box, along = around.along || box;
  const held = around.held ?? getComputedStyle(element).position === 'fixed';
  const comes = (from, size, view, scrolled, {first, size: whole, locked}) => from + size > 0 && from < view ||
    !held && !locked && from + scrolled + size > first && from + scrolled < first + whole;
  return !comes(across.x, across.w, innerWidth, scrollX, page.x) || !comes(along.y, along.h, innerHeight, scrollY, page.y);
};

// Where a person can see it, now or by scrolling; null: nowhere.
const visibleBox = (element) => {
  if (!element[$.isConnected] || !rendered(element)) return null;
  const box = boxOf(element);
  return box && !(box.w <= 1.5 && box.h <= 1.5) && !outOfReach(box, element) ? box : null;
};
const visible = (element) => !!visibleBox(element);

const inViewport = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

const elementAt = (x, y) => {
  let root = document, found = null;
  for (;;) {
    const hit = root[$.elementFromPoint](x, y);
    if (!hit || hit === found) return found;
    found = hit;
    const shadow = rootOf(hit);
    if (!shadow) return found;
    root = shadow;
  }
};
