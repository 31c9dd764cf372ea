// The page as it is rendered: open shadow roots, closed ones that were handed to us, slots.
const closedRoots = new WeakMap();
const rootOf = (element) => element.shadowRoot || closedRoots.get(element) || null;

const skipped = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'META', 'LINK', 'TITLE', 'FIRSTHAND-CAPTION']);

// Every element below `root`, shadow trees included, in the order of the page. Iterative: a hostile
// page may be 100,000 levels deep.
function* elementsOf(root) {
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (skipped.has(node.tagName)) continue;
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
  for (let child = node.lastChild; child; child = child.previousSibling)
    if (child.nodeType === Node.ELEMENT_NODE) stack.push(child);
};

const parentOf = (node) => {
  if (node.assignedSlot) return node.assignedSlot;
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

const contains = (ancestor, node) => {
  for (let at = node; at; at = parentOf(at)) if (at === ancestor) return true;
  return false;
};

const rendered = (element) =>
  element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true});

const union = (a, b) => {
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y);
  return {x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y};
};
const asBox = (rect) => ({x: rect.x, y: rect.y, w: rect.width, h: rect.height});

// Where an element is, in CSS pixels of this frame's viewport; null when it has no area.
const boxOf = (element, depth = 3) => {
  const box = asBox(element.getBoundingClientRect());
  if (box.w >= 1 && box.h >= 1) return box;
  let around = null;
  if (depth > 0)
    for (const child of element.children) {
      const inner = boxOf(child, depth - 1);
      if (inner) around = around ? union(around, inner) : inner;
    }
  return around;
};

// Left or above of everything: no scrolling ever shows it.
const outOfReach = (box) =>
  box.x + box.w + scrollX <= 0 || box.y + box.h + scrollY <= 0;

const visible = (element) => {
  if (!element.isConnected || !rendered(element)) return false;
  const box = boxOf(element);
  return !!box && !(box.w <= 1.5 && box.h <= 1.5) && !outOfReach(box);
};

const inViewport = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;

const elementAt = (x, y) => {
  let root = document, found = null;
  for (;;) {
    const hit = root.elementFromPoint(x, y);
    if (!hit || hit === found) return found;
    found = hit;
    const shadow = rootOf(hit);
    if (!shadow) return found;
    root = shadow;
  }
};
