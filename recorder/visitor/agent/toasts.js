// Messages that nothing marks as one: new words in a box that floats over the page at its upper or lower
// edge, soon after the visitor did something. What floated there before is none, and what asks for
// something back or is a list is none either.
const soonMs = 5000, mostInside = 50, mostPressables = 2, longestToast = 200;
const edgeOf = () => Math.min(120, innerHeight / 5);
let lastAct = -1e9, floating = new Set();

const floats = (element) => ['fixed', 'absolute'].includes(getComputedStyle(element).position);

// What floats at the edges now.
const noteFloating = () => {
  floating = new Set();
  const asked = new Set(), rows = [0.1, 0.35, 0.6, 0.85].map((part) => part * edgeOf());
  for (const x of gridOf(innerWidth, 12))
    for (const y of [...rows, ...rows.map((row) => innerHeight - row)])
      for (let at = elementAt(x, y); at && !asked.has(at); at = parentOf(at)) {
        asked.add(at);
        if (floats(at)) floating.add(at);
      }
};

const acts = new Set(['click', 'dblclick', 'touchend', 'submit']);
const noteAct = (event) => {
  // Typing brings suggestions.
  if (event.type === 'input') lastAct = -1e9;
  if (!acts.has(event.type) && !(event.type === 'keydown' && (event.key === 'Enter' || event.key === ' '))) return;
  // Of the events that one press is made of, the first; what it brought may float by the next.
  if (performance.now() - lastAct > 100) attempted(noteFloating);
  lastAct = performance.now();
};

const asksBack = 'input:not([type=hidden]),select,textarea,[contenteditable],ul,ol,table,[role=listbox],[role=menu],[role=dialog],[role=tooltip],[aria-modal=true]';
const paintedOver = (element, box) => {
  const hit = elementAt(box.x + box.w / 2, box.y + box.h / 2);
  // Words that a component only shows are told to lie in the component.
  const held = !!hit && !!rootOf(hit) && contains(hit, element);
  return !!hit && (held || contains(element, hit) || getComputedStyle(element).pointerEvents === 'none');
};

// The box that floats, of what came or what it came in; null: none does, or it floated there before.
const floatOf = (element) => {
  for (let at = element; at && at !== document[$.body] && at !== document[$.documentElement]; at = parentOf(at))
    if (floats(at)) return floating.has(at) ? null : at;
  let seen = 0;
  for (const inside of elementsOf(element)) {
    if (++seen > mostInside) break;
    if (floats(inside)) return floating.has(inside) ? null : inside;
  }
  return null;
};

// {toast, shown}: what may be such a message, and whether it shows yet; null: nothing is.
// `changed`: it was there before, and looks different now.
const toastIn = (element, changed) => {
  if (performance.now() - lastAct > soonMs || element === document[$.body] || element === document[$.documentElement]) return null;
  const float = floatOf(element);
  // Labels move and badges light up in boxes that are no messages.
  if (!float || (changed && getComputedStyle(float).position !== 'fixed')) return null;
  const toast = contains(float, element) ? element : float;
  if (float[$.matches](asksBack) || float[$.querySelector](asksBack) || float[$.querySelectorAll]('a,button,[role=button]').length > mostPressables) return null;
  const text = tidy(contentText(toast));
  if (!/\p{L}{2}/u.test(text) || text.length > longestToast || kindOfLayer(flat(text))) return null;
  const box = visibleBox(toast), shown = box && clipped(box, toast);
  if (!shown || shown === 'never') return {toast, shown: false};
  const fits = shown.h >= 12 && shown.w >= 40 && shown.h <= innerHeight * 0.4 && Math.min(shown.y, innerHeight - shown.y - shown.h) <= edgeOf();
  return fits && paintedOver(float, shown) ? {toast, shown: true} : null;
};
