// Keeps secrets out of pixels: ranges for the inspector stylesheet, dots in fields, and the boxes of
// both for pictures that were taken before a range was known.
const secrets = (config.secrets || []).filter(Boolean);
let maskPlanned = false, maskTold = '';

const secure = (element) => element.style?.setProperty('-webkit-text-security', 'disc', 'important');

const maskNow = () => {
  maskPlanned = false;
  if (!document.documentElement) return;
  const ranges = [], boxes = [];
  const roots = [document.documentElement];
  for (const element of elementsOf(document.documentElement)) {
    const shadow = rootOf(element);
    if (shadow) roots.push(shadow);
    if ((element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') && element.value &&
        secrets.some((secret) => element.value.includes(secret))) {
      secure(element);
      const box = boxOf(element);
      if (box) boxes.push([box.x, box.y, box.w, box.h]);
    }
  }
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const secret of secrets)
        for (let at = node.data.indexOf(secret); at >= 0; at = node.data.indexOf(secret, at + secret.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + secret.length);
          ranges.push(range);
          for (const rect of range.getClientRects()) boxes.push([rect.x, rect.y, rect.width, rect.height]);
        }
  }
  CSS.highlights.set('firsthand-secret', new Highlight(...ranges));
  const rounded = boxes.map((box) => box.map(Math.round));
  const text = JSON.stringify(rounded);
  if (text !== maskTold) { maskTold = text; push({k: 'mask', boxes: rounded, t: performance.now()}); }
};
const maskSoon = () => {
  if (!secrets.length || maskPlanned) return;
  maskPlanned = true;
  // A microtask: before the frame that would show it.
  queueMicrotask(maskNow);
};
const hide = (secret) => { secrets.push(secret); maskSoon(); };
for (const type of ['input', 'change', 'scroll']) addEventListener(type, maskSoon, {capture: true, passive: true});
