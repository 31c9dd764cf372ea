// Watches targets at every animation frame and pushes each change of their state: missing, hidden,
// disabled, covered, moving, ready. `t` is when the state began, on this document's clock.
const watches = new Map();  // id -> watch
let dirty = true, changed = performance.now(), nextScan = 0, ticking = false;
// What there is to see may be another now. That something ends or is scrolled is a reason to look
// again (`dirty`), but brings nothing.
const touched = () => { dirty = true; changed = performance.now(); };

const disabled = (element) => element[$.matches](':disabled') || !!element[$.closest]('[aria-disabled=true]') || !!element[$.closest]('[inert]');

// The part of a box that its scrolling containers let through; null when scrolled out of them,
// 'never' when it lies where a container lets nothing through and does not scroll.
const clipped = (box, element) => {
  let {x, y, w, h} = box, across = box, along = box;
  for (let at = parentOf(element); at && at !== document[$.documentElement] && at !== document[$.body]; at = parentOf(at)) {
    const style = getComputedStyle(at);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const frame = asBox(at[$.getBoundingClientRect]());
    if (!locks(style.overflowX)) across = frame;
    else if (across.x + across.w <= frame.x || across.x >= frame.x + frame.w) return 'never';
    if (!locks(style.overflowY)) along = frame;
    else if (along.y + along.h <= frame.y || along.y >= frame.y + frame.h) return 'never';
    const right = Math.min(x + w, frame.x + frame.w), bottom = Math.min(y + h, frame.y + frame.h);
    x = Math.max(x, frame.x); y = Math.max(y, frame.y); w = Math.max(0, right - x); h = Math.max(0, bottom - y);
  }
  const right = Math.min(x + w, innerWidth), bottom = Math.min(y + h, innerHeight);
  x = Math.max(x, 0); y = Math.max(y, 0); w = right - x; h = bottom - y;
  return w > 0 && h > 0 ? {x, y, w, h} : null;
};

const largestRect = (element) => {
  let best = null;
  for (const rect of element[$.getClientRects]())
    if (!best || rect.width * rect.height > best.w * best.h) best = asBox(rect);
  return best && best.w >= 1 && best.h >= 1 ? best : boxOf(element);
};

const takes = (chosen, hit, looks) => {
  if (!hit) return false;
  if (contains(chosen.face, hit) || contains(chosen.element, hit)) return true;
  if (looks && contains(hit, chosen.element)) return true;
  const label = hit[$.closest]?.('label');
  return !!label && label.control === chosen.element && !hit[$.closest]('a,button');
};

// In the middle of a label's own words, where no link is hit.
const besideLinks = (label) => {
  const points = [], walker = document[$.createTreeWalker](label, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node[$.parentElement][$.closest]('a,button')) continue;
    const range = document[$.createRange]();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) points.push([rect.x + rect.width / 2, rect.y + rect.height / 2]);
  }
  return points;
};

const stays = (element) => {
  for (let at = element; at; at = parentOf(at)) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return at;
  return null;
};

// What lies under a bar that stays at an edge comes out from there when the page is scrolled.
const scrollsFree = (face, box, cover) => {
  const bar = stays(cover), page = document[$.scrollingElement];
  const edge = bar && page && stays(face) !== bar && boxOf(bar);
  if (!edge || edge.h > innerHeight / 2 || getComputedStyle(document[$.body] || page).overflowY === 'hidden') return false;
  const inFixed = stays(face);
  if (inFixed && getComputedStyle(inFixed).position === 'fixed') return false;
  const below = page[$.scrollHeight] - innerHeight - scrollY;
  return edge.y > innerHeight / 2 ? below >= box.y + box.h - edge.y : scrollY >= edge.y + edge.h - box.y;
};

// Where to point, and who would get it: {x, y, state, by}.
const aim = (chosen, looks) => {
  const whole = looks && chosen.box ? chosen.box : largestRect(chosen.face);
  if (!whole) return {state: 'hidden'};
  const box = clipped(whole, chosen.face);
  if (box === 'never') return {state: 'hidden'};
  const sliver = (shown, full) => shown < 3 && shown < full;
  if (!box || sliver(box.w, whole.w) || sliver(box.h, whole.h)) return {state: 'ready', offscreen: true};
  let cover = null;
  const points = [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.25], [0.5, 0.75], [0.1, 0.5]]
    .map(([fx, fy]) => [box.x + box.w * fx, box.y + box.h * fy]);
  if (chosen.face[$.tagName] === 'LABEL') points.push(...besideLinks(chosen.face));
  for (const [x, y] of points) {
    if (!inViewport(x, y)) continue;
    const hit = elementAt(x, y);
    // A link inside a label is not the label's box.
    if (chosen.face[$.tagName] === 'LABEL' && hit?.[$.closest]('a') && contains(chosen.face, hit[$.closest]('a'))) continue;
    if (takes(chosen, hit, looks)) return {state: 'ready', x, y};
    cover = cover || hit;
  }
  // A sliver at the edge of the view is not covered but cut off.
  if (!cover || scrollsFree(chosen.face, box, cover)) return {state: 'ready', offscreen: true};
  return {state: 'covered', by: layerName(cover, chosen.face), cover: boxOf(cover)};
};

const looksOnly = (query) => query.word === 'see' || query.word === 'keep';

const judge = (watch) => {
  if (watch.query.trouble) return {state: 'bad-selector', by: watch.query.trouble};
  const chosen = watch.chosen;
  if (!chosen) return {state: 'missing'};
  if (watch.query.word === 'from') chosen.after = String(propertyOf(chosen.element, 'value') ?? contentText(chosen.element)).slice(0, 200);
  if (chosen.mode === 'no-option') return {state: 'missing', by: 'the list has ' + chosen.says};
  if (!visible(chosen.face)) return {state: 'hidden'};
  if (!looksOnly(watch.query) && disabled(chosen.element)) return {state: 'disabled'};
  if (watch.query.word === 'fill' && propertyOf(chosen.element, 'readOnly')) return {state: 'disabled', by: 'read-only'};
  const answer = aim(chosen, looksOnly(watch.query));
  // What is out of view may load only when it comes into it.
  const missing = answer.state === 'ready' && !answer.offscreen && notDrawn(chosen.face);
  return missing ? {state: 'hidden', by: missing} : answer;
};

const summary = (watch, answer) => {
  const chosen = watch.chosen;
  const out = {state: answer.state, by: answer.by || '', offscreen: !!answer.offscreen, edge: !!chosen?.face && showsAnEdge(chosen)};
  if (chosen) {
    const box = chosen.face && visible(chosen.face) ? (looksOnly(watch.query) && chosen.box) || boxOf(chosen.face) : null;
    Object.assign(out, {box, how: chosen.how, name: chosen.plainly ? shorten(contentText(chosen.element)) : chosen.name || nameOf(chosen.element), role: roleOf(chosen.element),
      selector: selectorOf(chosen.element), matches: chosen.matches, ambiguous: chosen.ambiguous, mode: chosen.mode || '',
      rank: chosen.rank, after: chosen.after, href: leadsTo(chosen.element)});
  }
  return out;
};

// What costs nothing to look at is looked at in every frame.
const shownOf = {title: titleNow, address: () => location.href};

// Answers since when what it finds stands there. A search that we had put off finds what has been
// there since the page last changed; the page is not to blame for when we looked.
const rescan = (watch, now = performance.now()) => {
  const since = watch.late ? Math.min(now, Math.max(changed, watch.scanned)) : now;
  watch.late = false;
  watch.scanned = performance.now();
  if (watch.query.pattern) {
    const raw = shownOf[watch.query.word]?.() ?? visibleText(document[$.documentElement]).raw;
    watch.chosen = null;
    if (raw !== watch.text) { watch.text = raw; push({k: 'text', id: watch.id, text: raw.slice(0, 200000), t: since}); }
    return since;
  }
  const before = watch.chosen?.element;
  watch.chosen = watch.query.trouble ? null : choose(watch.query);
  if (watch.chosen?.element !== before) {
    watch.last = watch.stand = null;
    watch.came = since;
  }
  return since;
};

const same = (a, b) => a && b && Math.abs(a.x - b.x) < 0.5 && Math.abs(a.y - b.y) < 0.5 && Math.abs(a.w - b.w) < 0.5 && Math.abs(a.h - b.h) < 0.5;

// What is aimed at jumped away: it stood still for as long as it takes to begin to aim, and all at
// once stands elsewhere, though nothing was scrolled or pressed. Moving bit by bit is another matter.
const aimMs = 500, atOnceMs = 250;
let lastInput = -1e9, lastScroll = -1e9;
const noteStand = (watch, state, box, now) => {
  if (state === 'moving') return;
  const stand = watch.stand;
  if (state !== 'ready' || !box) { watch.stand = null; return; }
  if (stand && same(box, stand.box)) { stand.until = now; return; }
  watch.stand = {box, since: now, until: now};
  if (!stand || stand.until - stand.since < aimMs || now - stand.until > atOnceMs || now - Math.max(lastInput, lastScroll) < aimMs) return;
  if (Math.hypot(box.x - stand.box.x, box.y - stand.box.y) <= Math.min(stand.box.w, stand.box.h) / 2) return;
  push({k: 'jump', id: watch.id, name: shorten(watch.chosen.name || nameOf(watch.chosen.element)), box: stand.box, t: stand.until});
};

const look = (watch, now, mayScan) => {
  const due = dirty || (watch.shown !== 'ready' && now - watch.scanned > 250) || (watch.chosen && !watch.chosen.element[$.isConnected]);
  let at = now;
  if ((due && mayScan) || (watch.query.pattern && shownOf[watch.query.word])) {
    at = rescan(watch, now);
  } else if (due) {
    watch.late = true;
  }
  if (watch.query.pattern) return;
  // It may have been found between two frames, when somebody asked.
  at = Math.min(at, watch.came ?? now);
  watch.came = null;
  const answer = judge(watch);
  let box = watch.chosen && answer.state !== 'hidden' ? boxOf(watch.chosen.face) : null;
  let state = answer.state;
  const key = state + '|' + (answer.by || '') + '|' + !!answer.offscreen + '|' + (watch.chosen?.after ?? '');
  if (key !== watch.key) { watch.key = key; watch.since = at; }
  if (state === 'ready' || state === 'covered') {
    if (!watch.last) {  // one frame says nothing of stillness
      watch.last = box;
      watch.since = at;
      if (state === 'ready') push({k: 'soon', id: watch.id, t: now});
      return;
    }
    // A page that scrolls moves everything; only what moves within the page is moving.
    const scrolled = watch.scroll && (watch.scroll[0] !== scrollX || watch.scroll[1] !== scrollY);
    if (!same(box, watch.last)) {
      if (!scrolled) state = 'moving';
      watch.since = now;
    }
  }
  watch.last = box;
  watch.scroll = [scrollX, scrollY];
  if (!looksOnly(watch.query)) noteStand(watch, answer.offscreen ? '' : state, box, now);
  const told = state + '|' + (answer.by || '') + '|' + !!answer.offscreen + '|' + (watch.chosen?.after ?? '');
  if (told === watch.told) return;
  watch.unpainted = state === 'ready' && !answer.offscreen && !isPainted(watch.since, now);
  if (watch.unpainted) return;
  push({k: 'target', id: watch.id, t: Math.max(watch.since, paintedAt), ...summary(watch, {...answer, state, by: state === 'moving' ? '' : answer.by})});
  watch.told = told;  // only now: what could not be said is tried again
  watch.shown = state;
};

const attempted = (work) => {
  try { work(); } catch (error) { push({k: 'trouble', text: String(error && error.stack || error).slice(0, 500)}); }
};

// Scans may take their share of the main thread, a quarter, and no more; of a page that is still
// coming an eighth, for it would come later.
const keepShare = (work) => {
  const began = performance.now();
  try { atOneLook(work); } finally {
    const took = performance.now() - began, rest = document[$.readyState] === 'loading' ? 7 : 3;
    if (took > 4) nextScan = performance.now() + rest * took;
  }
};

const tick = () => {
  if (!watches.size) { ticking = false; return; }
  const now = performance.now();
  // All of them in one frame: a slow search must not keep another one from its turn.
  const mayScan = now >= nextScan;
  const lookAtAll = () => {
    for (const watch of watches.values()) attempted(() => look(watch, now, mayScan));
  };
  if (mayScan) keepShare(lookAtAll);
  else atOneLook(lookAtAll);
  if (mayScan) dirty = false;
  noteUrl();
  nextTick();
};

// The first paint is known, between two frames. Only what had stood still in two of them is told.
const tellPainted = () => {
  const now = performance.now();
  atOneLook(() => { for (const watch of watches.values()) if (watch.unpainted) attempted(() => look(watch, now, false)); });
};

// A frame that is out of view gets no animation frames, but is looked at all the same.
const nextTick = () => {
  const go = () => { cancelAnimationFrame(frame); clearTimeout(timer); tick(); };
  const frame = requestAnimationFrame(go), timer = setTimeout(go, 250);
};

const arm = (id, query) => {
  query.text = fold(query.raw);
  query.option = fold(query.optionRaw);
  query.in = fold(query.inRaw);
  query.near = fold(query.nearRaw);
  query.trouble = selectorTrouble(query);
  const watch = {id, query, chosen: null, scanned: -1e9, shown: '', told: ''};
  watches.set(id, watch);
  // At once: what is sent to the page right afterwards is not kept waiting by our first search.
  if (document[$.documentElement]) keepShare(() => attempted(() => rescan(watch)));
  else dirty = true;
  if (!ticking) { ticking = true; nextTick(); }
};
// A last look, however little of the main thread was left for looking: what stands there, and since
// when at the latest.
const lastLook = (id) => {
  const watch = watches.get(id);
  if (!watch || watch.query.pattern) return null;
  rescan(watch);
  return {...summary(watch, judge(watch)), age: performance.now() - changed};
};
const disarm = (id) => { watches.delete(id); };

// Only an edge of it shows: nobody aims at that who can bring up the rest, and at the very edge of a
// screen a browser may not even take the touch for the control's.
const showsAnEdge = (chosen) => {
  const whole = boxOf(chosen.face), box = whole && clipped(whole, chosen.face);
  return !!box && box !== 'never' && (box.w < whole.w / 2 || box.h < whole.h / 2);
};

// The target as it is now, brought into view first when it has to be. `attempt` varies how it is
// aligned, for what sticks to an edge and covers it; `unseen`: the frame itself is out of view.
const locate = (id, scroll, attempt, unseen = false) => {
  const watch = watches.get(id);
  if (!watch) return {state: 'missing'};
  if (!watch.chosen || !watch.chosen.element[$.isConnected]) rescan(watch);
  let answer = judge(watch);
  let scrolled = false;
  if (scroll && watch.chosen && (unseen || answer.offscreen || answer.state === 'covered' || (attempt === 0 && !looksOnly(watch.query) && showsAnEdge(watch.chosen)))) {
    const element = watch.chosen.face;
    const blocks = ['center', 'start', 'end', 'nearest'];
    element[$.scrollIntoView]({block: blocks[attempt % 4], inline: 'nearest', behavior: 'instant'});
    if (looksOnly(watch.query)) rescan(watch);
    scrolled = true;
    answer = judge(watch);
  }
  return {...summary(watch, answer), x: answer.x, y: answer.y, cover: answer.cover, scrolled};
};
