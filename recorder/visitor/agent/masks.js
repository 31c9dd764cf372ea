// Keeps secrets out of pixels and out of the page that is kept: bars over the fields that hold them,
// ranges for the inspector stylesheet, and the boxes of both, which the recorder paints over.
const secrets = [];
let maskPlanned = false, maskTold = '';

// As pages show numbers and codes: with blanks, dashes, dots, slashes and brackets between. A secret
// of few letters and digits would be found so in anything, and is looked for as it is.
const between = '[\\s\\-./()\\u2010-\\u2015\\u2212]';
const secretPattern = (secret) => {
  const exact = [...secret].map((c) => (/[\p{L}\p{N}\s]/u.test(c) ? c : '\\' + c));
  const core = exact.filter((c) => !new RegExp(`^\\\\?${between}$`).test(c));
  if (core.filter((c) => wordCharacter.test(c)).length < 6) return new RegExp(exact.join(''), 'g');
  // A short number within other digits is another number.
  const alone = core.every((c) => /\d/.test(c)) && core.length < 12;
  const loose = core.join(between + '{0,40}');
  return new RegExp(exact.join('') + '|' + (alone ? `(?<!\\d)${loose}(?!\\d)` : loose), 'g');
};
const addSecret = (secret) => { if (secret) secrets.push(secretPattern(String(secret))); };
for (const secret of config.secrets || []) addSecret(secret);
// Where a text holds secrets: [[from, to]…].
const secretsIn = (text) => secrets.flatMap((pattern) => [...text.matchAll(pattern)].map((hit) => [hit.index, hit.index + hit[0].length]));

// Fields that a secret was typed into. A bar of one look: dots would tell how long it is.
const secured = new Set();
const bar = {'-webkit-text-security': 'disc', 'color': 'transparent', '-webkit-text-fill-color': 'transparent',
  'caret-color': 'transparent', 'text-shadow': 'none', 'background': '#111'};
const putBar = (element) => {
  const style = element[$.style];
  if (!style || (style.getPropertyPriority('caret-color') && style.getPropertyPriority('-webkit-text-fill-color') && style.getPropertyPriority('background-color'))) return;
  for (const [name, value] of Object.entries(bar)) style.setProperty(name, value, 'important');
};

const secure = (element) => { secured.add(element); putBar(element); maskSoon(); };

// The secrets in the text below `root`, also those that stand in several pieces: node -> [[from, to]…].
const secretText = (root) => {
  const pieces = [], parts = new Map(), walker = document[$.createTreeWalker](root, NodeFilter.SHOW_TEXT);
  let whole = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) { pieces.push([node, whole.length]); whole += node.data; }
  let at = 0;
  for (const [from, to] of secretsIn(whole).sort((a, b) => a[0] - b[0])) {
    while (at > 0 && pieces[at][1] > from) --at;
    while (at + 1 < pieces.length && pieces[at + 1][1] <= from) ++at;
    for (let piece = at; piece < pieces.length && pieces[piece][1] < to; ++piece) {
      const [node, start] = pieces[piece];
      const part = [Math.max(0, from - start), Math.min(node.data.length, to - start)];
      if (part[0] < part[1]) parts.set(node, [...(parts.get(node) || []), part]);
    }
  }
  return parts;
};

const secretRoots = () => {
  const roots = [document[$.documentElement]];
  for (const element of elementsOf(document[$.documentElement])) if (rootOf(element)) roots.push(rootOf(element));
  return roots;
};

// Covers what shows a secret now, and tells the boxes of it: [[x, y, w, h]…].
const maskNow = () => {
  maskPlanned = false;
  if (!document[$.documentElement]) return [];
  const ranges = [], boxes = [];
  const cover = (box) => { if (box) boxes.push([box.x, box.y, box.w, box.h]); };
  for (const element of elementsOf(document[$.documentElement]))
    if ((element[$.tagName] === 'INPUT' || element[$.tagName] === 'TEXTAREA') && element.value && secretsIn(element.value).length) secured.add(element);
  for (const element of secured) if (element[$.isConnected]) { putBar(element); cover(boxOf(element)); }
  for (const root of secretRoots())
    for (const [node, parts] of secretText(root))
      for (const [from, to] of parts) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        ranges.push(range);
        for (const rect of range.getClientRects()) cover(asBox(rect));
      }
  CSS.highlights.set('firsthand-secret', new Highlight(...ranges));
  const rounded = boxes.map((box) => box.map(Math.round));
  const text = JSON.stringify(rounded);
  if (text !== maskTold) { maskTold = text; push({k: 'mask', boxes: rounded, t: performance.now()}); }
  return rounded;
};
const maskSoon = () => {
  if ((!secrets.length && !secured.size) || maskPlanned) return;
  maskPlanned = true;
  // A microtask: before the frame that would show it.
  queueMicrotask(maskNow);
};
const hide = (secret) => { addSecret(secret); maskSoon(); };
for (const type of ['input', 'change', 'scroll']) addEventListener(type, maskSoon, {capture: true, passive: true});
