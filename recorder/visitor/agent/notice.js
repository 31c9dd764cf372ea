// What the page does by itself and after an input: pushed with this document's own times.
const observed = new WeakSet();
const busyEveryMs = 100;
let lastBusy = -1e9, reaction = null, lastUrl = '';

// Setting what is set already, or changing what nobody sees, is no answer to a click.
const noticeable = (record) => {
  const target = record.target;
  if (record.type === 'attributes') return target[$.getAttribute](record.attributeName) !== record.oldValue;
  const element = target[$.nodeType] === Node.ELEMENT_NODE ? target : target[$.parentElement] || target[$.getRootNode]().host;
  return !element || !skipped.has(element[$.tagName]) && shows(element, {});
};

// Words that a page announces, however soon they go: what it marks as a message, or calls one.
const announcing = '[role=alert],[role=status],[role=alertdialog],[aria-live]:not([aria-live=off]),' +
  ['error', 'alert', 'message', 'notice', 'notification', 'warning', 'feedback', 'toast', 'snackbar', 'flash', 'invalid'].map((name) => `[class*=${name} i]`).join(',');
const mostAnnounced = 50, mostAsked = 200;
const announced = new Set();
// What fades or slides in shows a little later.
const fadesInMs = 400;
const later = (work) => setTimeout(() => attempted(() => atOneLook(work)), fadesInMs);
const announce = (element, t, again = false) => {
  const shows = visible(element);
  if (!shows && again) later(() => announce(element, t));
  const text = shows ? shorten(contentText(element), 200) : '';
  if (!text || announced.has(text) || announced.size >= mostAnnounced) return;
  announced.add(text);
  if (kindOfLayer(flat(text)) === 'consent' && element[$.querySelector]('button,[role=button]')) return;
  push({k: 'said', text, t});
};
const announceIn = (root, t) => {
  for (const element of [...root[$.querySelectorAll](announcing)].slice(0, mostAnnounced)) announce(element, t);
};
const announceToast = (element, t, changed, again = true) => {
  const found = toastIn(element, changed);
  if (found?.shown) announce(found.toast, t);
  else if (found && again) later(() => announceToast(element, t, changed, false));
};
const announceAll = (records, t) => {
  if (announced.size >= mostAnnounced || document[$.readyState] === 'loading') return;
  const asked = new Set();
  for (const record of records.slice(0, mostAsked))
    for (const node of record.type === 'childList' ? record.addedNodes : [record.target]) {
      const element = node[$.nodeType] === Node.ELEMENT_NODE ? node : node[$.parentElement];
      if (!element || asked.has(element)) continue;
      asked.add(element);
      const around = element[$.closest](announcing);
      if (around) { announce(around, t, true); continue; }
      if (element === node) announceIn(element, t);
      announceToast(element, t, record.type === 'attributes');
    }
};
document[$.addEventListener]('DOMContentLoaded', () => { if (document[$.documentElement]) announceIn(document, performance.now()); });

// Told ten times a second at most, the last time, too.
let busyLater = false;
const tellBusy = (t) => { lastBusy = t; push({k: 'busy', t}); };
const busy = (now) => {
  if (now - lastBusy > busyEveryMs) { tellBusy(now); return; }
  if (busyLater) return;
  busyLater = true;
  setTimeout(() => { busyLater = false; if (changed > lastBusy) tellBusy(changed); }, busyEveryMs);
};

const mutated = (all) => {
  const records = all.filter((record) => !isCaption(record));
  if (!records.length) return;
  touched();
  const now = performance.now();
  if (reaction && reaction.t0 !== null && !reaction.dom && records.some(noticeable)) reacted('dom', now);
  busy(now);
  maskSoon();
  // Once it is drawn: what came is filled in and styled by then.
  if (announced.size < mostAnnounced) requestAnimationFrame(() => announceAll(records, now));
};
const observer = new MutationObserver(mutated);
const watchRoot = (root) => {
  if (observed.has(root)) return;
  observed.add(root);
  observer.observe(root, {subtree: true, childList: true, attributes: true, attributeOldValue: true, characterData: true});
};

const reacted = (what, t) => {
  if (!reaction || reaction.t0 === null || t < reaction.t0 || reaction[what]) return;
  reaction[what] = true;
  push({k: 'react', what, t});
};
const expectReaction = (type) => {
  reaction = {t0: null, starts: type ? [type, 'touchend'] : ['click', 'keydown', 'touchend']};
  lastUrl = location.href;
};
const noteUrl = () => {
  if (location.href === lastUrl) return;
  lastUrl = location.href;
  reacted('url', performance.now());
};

const told = new Set(['click', 'dblclick', 'keydown', 'touchend', 'change', 'submit', 'wheel']);
for (const type of ['pointerdown', 'mousedown', 'mouseup', 'mouseover', 'drop', 'click', 'dblclick', 'keydown', 'touchend', 'input', 'change', 'submit', 'wheel'])
  addEventListener(type, (event) => {
    touched();
    if (!event.isTrusted) return;
    lastInput = performance.now();
    noteAct(event);
    if (reaction && reaction.t0 === null && reaction.starts.includes(type)) {
      reaction.t0 = event.timeStamp;
      reaction.path = event.composedPath();
    }
    // What no key types comes without a keydown.
    const unkeyed = type === 'input' && event.data > '\x7f';
    if (told.has(type) || unkeyed || reaction?.starts.includes(type)) push({k: 'input', type, t: event.timeStamp});
  }, {capture: true, passive: true});
addEventListener('focusin', (event) => {
  // The click itself focuses what was clicked; only other focus is an answer to it.
  if (reaction?.path && !reaction.path.includes(event.composedPath()[0])) reacted('focus', performance.now());
}, {capture: true});
addEventListener('scroll', () => { dirty = true; lastScroll = performance.now(); reacted('scroll', performance.now()); }, {capture: true, passive: true});
// The browser's own window for printing, which headless does not draw.
addEventListener('beforeprint', () => {
  reacted('dom', performance.now());
  push({k: 'native', kind: 'print', text: '', asked: navigator.userActivation.hasBeenActive, t: performance.now()});
});
// See permissions.js.
if (config.word)
  document[$.addEventListener](config.word, (event) =>
    push({k: 'native', kind: 'permission', text: shorten(event.detail), asked: navigator.userActivation.hasBeenActive, t: performance.now()}));
for (const type of ['transitionend', 'animationend', 'resize', 'toggle', 'hashchange', 'popstate'])
  addEventListener(type, () => { touched(); noteUrl(); }, {capture: true, passive: true});

// A style sheet that came may show what was hidden; the window hears of no load but its own.
addEventListener('load', () => { dirty = true; noteUrl(); }, {capture: true, passive: true});
document[$.addEventListener]('load', touched, {capture: true, passive: true});

const vitals = {};
try {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name === 'first-contentful-paint') {
        vitals.fcp_ms = entry.startTime;
        paintedAt = Math.max(1, entry.startTime - presentingMs);
        tellPainted();
      }
  }).observe({type: 'paint', buffered: true});
  for (const type of ['largest-contentful-paint', 'layout-shift'])
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (type === 'layout-shift') { if (!entry.hadRecentInput) vitals.cls = (vitals.cls || 0) + entry.value; }
        else vitals.lcp_ms = entry.startTime;
    }).observe({type, buffered: true});
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId) vitals.inp_ms = Math.max(vitals.inp_ms || 0, entry.duration);
  }).observe({type: 'event', durationThreshold: 16, buffered: true});
} catch (error) { /* the browser has no such entry type: absent */ }
