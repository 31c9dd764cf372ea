// What the recorder calls, and the first word of every document.
const selectPlan = (id) => {
  const watch = watches.get(id), select = watch?.chosen?.element;
  if (!select || select[$.tagName] !== 'SELECT') return null;
  const wanted = optionIn(select, watch.query.option);
  if (!wanted) return null;
  const options = [...select.options].filter((option) => !option.disabled && !option[$.parentElement].disabled && !option.hidden);
  // A disabled placeholder stands before the first option that the keys can reach.
  const at = options.indexOf(wanted), from = Math.max(0, Math.min(at - 3, options.length - 8));
  const around = options.slice(from, from + 8).map((option) => shorten(option.label));
  return {around, by: options.indexOf(wanted) - options.indexOf(select.selectedOptions[0]), done: wanted.selected, label: shorten(wanted.label)};
};

let pasted = false;

const firsthand = {
  arm, disarm, hide, masks: maskNow, caption, uncaption, captionGone: () => captionGone, locate, lastLook, expectReaction, selectPlan, interruptions, layerButton, layerStands, layerTick,
  scroller, scrollBack,
  addRoot: (root) => { closedRoots.set(root.host, root); watchRoot(root); dirty = true; },
  value: (id) => { const e = watches.get(id)?.chosen?.element; return e ? (propertyOf(e, 'value') ?? contentText(e)) : null; },
  textBox: (id) => { const e = watches.get(id)?.chosen?.element; return e && e[$.tagName] === 'INPUT' ? {type: e.type, max: e.maxLength} : null; },
  // pasted: the next paste came to this frame, with words in it.
  awaitPaste: () => { pasted = false; addEventListener('paste', (event) => { pasted = event.isTrusted && !!event.clipboardData.getData('text'); }, {capture: true, once: true}); },
  pasted: () => pasted,
  tooltip: (id) => { const e = watches.get(id)?.chosen?.face; return e?.[$.closest]('[title]')?.[$.getAttribute]('title') || ''; },
  element: (id) => watches.get(id)?.chosen?.element ?? null,
  slider: (id) => { const e = watches.get(id)?.chosen?.element; return e ? sliderState(e) : null; },
  datePlan: (id, date) => { const e = watches.get(id)?.chosen?.element; return e ? datePlan(e, date) : null; },
  calendar: (date, clicked) => calendarMove(date, clicked),
  focus: () => { const e = focusNow(); return e ? {name: nameOf(e), takes: takesText(e)} : null; },
  keysTo: (x, y) => { keyGoal = elementAt(x, y); return towards(); },
  towards, focusMark,
  secureFocus: () => { const e = focusNow(); if (e) secure(e); },
  checked: (id) => { const e = watches.get(id)?.chosen?.element; return e ? !!propertyOf(e, 'checked') || e[$.getAttribute]('aria-checked') === 'true' || e[$.getAttribute]('aria-selected') === 'true' : null; },
  focused: (id) => { const e = watches.get(id)?.chosen?.element; if (!e) return false; const a = e[$.getRootNode]()[$.activeElement]; return !!a && (a === e || contains(e, a)); },
  secure: (id) => { const e = watches.get(id)?.chosen?.element; if (e) secure(e); },
  nearby: (id) => { const watch = watches.get(id); return watch ? nearbyNames(watch.query) : []; },
  view: () => ({url: location.href, title: titleNow(), width: innerWidth, height: innerHeight, scrollX, scrollY, zoom: visualViewport.scale,
    atEnd: scrollY + innerHeight >= document[$.documentElement][$.scrollHeight] - 1, ready: document[$.readyState]}),
  standing: alreadyStanding,
  // Something of the page stands there and holds these words: they are not only painted.
  holds: (x, y, words) => {
    const element = elementAt(x, y), wanted = fold(words);
    const texts = element ? [contentText(element), propertyOf(element, 'value'), element[$.getAttribute]('placeholder')] : [];
    return texts.some((text) => fold(text).includes(wanted));
  },
  at: (x, y) => { const e = elementAt(x, y); return e ? {tag: e[$.tagName], name: layerName(e, document[$.createElement]('i'))} : null; },
  words: () => ({title: titleNow(), text: visibleText(document[$.documentElement]).raw.slice(0, 20000)}),
  shown: (element) => { const box = visible(element) && boxOf(element); return !!box && box.w >= 20 && box.h >= 20; },
  vitals: () => {
    const nav = performance.getEntriesByType('navigation')[0];
    return {...vitals, ...(nav && nav.responseStart > 0 ? {ttfb_ms: nav.responseStart} : {})};
  },
  html: (limit) => atOneLook(() => serialise(limit)),
  moment: (limit) => ({html: atOneLook(() => serialise(limit)), view: firsthand.view(), vitals: firsthand.vitals(), now: {o: performance.timeOrigin, t: performance.now()}, changed: {o: performance.timeOrigin, t: Math.max(changed, lastScroll)}}),
  here: document,
  // Told in full, a document may be larger than what we can hear.
  hereIfModest: () =>
    (document[$.getElementsByTagName]('*').length < 30000 &&
      !(performance.getEntriesByType('navigation')[0]?.decodedBodySize > 5e6) ? document : null),
  hereIfSmall: () => (document[$.getElementsByTagName]('*').length < 5000 ? document : null),
  // What the page had put off for no longer than this has run by then, however busy it was.
  pause: (ms) => new Promise((done) => setTimeout(() => done(true), ms)),
  // Somebody stood still meanwhile: a search that seemed to take that long did not.
  wake: () => { nextScan = 0; },
  retire: () => watches.clear(),
};
globalThis.firsthand = firsthand;

watchRoot(document);
lastUrl = location.href;
push({k: 'hello', url: location.href, name: window.name.slice(0, 200), again, t: performance.now()});
// In a document that was there before us, what it would have told is over.
const parsed = () => push({k: 'parsed', name: titleNow(), t: performance.now()});
if (again && document[$.readyState] !== 'loading') parsed();
if (again && document[$.readyState] === 'complete') push({k: 'loaded', t: performance.now()});
addEventListener('DOMContentLoaded', () => { dirty = true; maskSoon(); parsed(); });
addEventListener('load', (event) => { if (event.target === document) push({k: 'loaded', t: performance.now()}); });
// A page that the browser kept and shows again is there at once.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  touched();
  for (const k of ['hello', 'parsed', 'loaded']) push({k, t: event.timeStamp});
});
maskSoon();
