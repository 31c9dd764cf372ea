// What lies over the page and was not asked for: consent banners, newsletter boxes, chat windows. What
// it is and what its buttons do is told by words (interruptions.tsv).
const layerWords = config.interruptions || {};  // "kind:consent" -> [phrase…], "to:close" -> [phrase…]

const flat = (text) => plainWords(String(text ?? '').normalize('NFD').replace(/\p{M}/gu, ''));
const phrasesOf = Object.fromEntries(Object.entries(layerWords).map(([what, list]) =>
  [what, list.map((raw) => ({whole: raw.startsWith('='), text: flat(raw.replace(/^=/, ''))}))]));
const said = (text, what) => (phrasesOf[what] || []).filter((phrase) => {
  const like = likeness(text, phrase.text);
  return like === 0 || (!phrase.whole && like === 1);
}).length;
const firstSaid = (text, whats) => whats.find((what) => said(text, 'to:' + what));

// A visitor reads a button's words for what it does; "continue without accepting" is no accepting, and
// what says more than this is a sentence.
const longestButton = 60;
const doesOf = (name, order) => {
  const text = flat(name);
  return text && text.length <= longestButton ? firstSaid(text, order) || 'other' : 'other';
};

const layerRoles = '[role=dialog],[role=alertdialog],[aria-modal=true],dialog[open],[popover]';
const consentMarks = '[id*=cookie i],[class*=cookie i],[id*=consent i],[class*=consent i],[id*=gdpr i],[class*=gdpr i]';
// Above all there is to read on a page, and below what libraries give to what must be seen.
const raised = 100;
const overPage = (element, style = getComputedStyle(element)) => style.position === 'fixed' || element[$.matches](layerRoles) ||
  (style.position === 'absolute' && Number(style.zIndex) >= raised);
const ownBar = 'header,nav,[role=navigation],[role=banner],main,form[role=search]';
const pageItself = 'main,[role=main],nav,header';

// The layer that something seen belongs to: the outermost that lies over the page, and not around what
// is wanted there.
const layerOf = (hit, wanted) => {
  let layer = null;
  for (let at = hit; at && at !== document[$.documentElement] && at !== document[$.body]; at = parentOf(at)) {
    if (wanted.some((target) => contains(at, target))) break;
    if (overPage(at)) layer = at;
  }
  return layer;
};

// Close enough to hit whatever is large enough to be read; bars are found at the edges.
const across = 6, along = 12, edge = 10;
const gridOf = (size, cells) => [edge, ...Array.from({length: cells}, (_, cell) => size * (cell + 0.5) / cells), size - edge];
const layersInView = (wanted) => {
  const found = new Set();
  for (const x of gridOf(innerWidth, across))
    for (const y of gridOf(innerHeight, along)) {
      const layer = layerOf(elementAt(x, y), wanted);
      if (layer) found.add(layer);
    }
  // A banner may also stand in the page, above or below its content.
  for (const element of document[$.querySelectorAll](consentMarks)) {
    if (found.size > 20) break;
    // Many sites tell by a class of the page itself whether they have asked.
    if (element === document[$.body] || element === document[$.documentElement]) continue;
    const box = visibleBox(element);
    if (box && clipped(box, element) && !wanted.some((target) => contains(element, target)) && ![...found].some((layer) => contains(layer, element) || contains(element, layer))) found.add(element);
  }
  return [...found];
};

const trueButtons = 'button,a,[role=button],[role=link],input[type=button],input[type=submit],summary';
const pressable = trueButtons + ',[onclick],[aria-label],[tabindex]';
// A box with a name, or one that keeps clicks to itself, is none when it has buttons in it.
const holdsButtons = (element) => !element[$.matches](trueButtons) &&
  [...elementsOf(element)].some((inner) => inner !== element && inner[$.matches](trueButtons));
// An icon that nothing names, in the corner where layers are closed.
const closesByPlace = (element, box, layer) =>
  box.w <= 64 && box.h <= 64 && Math.abs(box.x + box.w / 2 - (layer.x + layer.w)) < 70 && Math.abs(box.y + box.h / 2 - layer.y) < 70;
const closingMark = /(^|[-_\s])(close|dismiss|closer|schliessen|fermer|cerrar)([-_\s]|$)/i;

const orderOf = (kind) => (kind === 'consent' ? ['refuse', 'settings', 'save', 'accept', 'close'] : ['close', 'refuse', 'accept']);

// Nothing marks it as a button but the pointer, which becomes a hand over it.
const points = (element) => getComputedStyle(element).cursor === 'pointer';
const onlyPoints = (element) => element[$.childElementCount] <= 3 && element[$.textContent].length <= longestButton && points(element) &&
  !(parentOf(element) && points(parentOf(element))) && !element[$.querySelector](pressable);

const buttonsOf = (layer, kind, box) => {
  const found = [], order = orderOf(kind);
  for (const element of elementsOf(layer)) {
    if (element === layer) continue;
    const marked = element[$.matches](pressable);
    if ((!marked && !onlyPoints(element)) || disabled(element) || (marked && holdsButtons(element))) continue;
    if (found.some((button) => contains(button.element, element))) continue;
    const own = visibleBox(element);
    if (!own || (own.w * own.h > box.w * box.h / 2 && box.w * box.h > 40000)) continue;
    const name = nameOf(element);
    const marks = element[$.id] + ' ' + (element[$.getAttribute]('class') || '');
    let does = doesOf(marked ? name : contentText(element), order);
    if (!name && (closingMark.test(marks) || closesByPlace(element, own, box))) does = 'close';
    // A link that leads to another page tells more; it is no button of the layer.
    if (leadsTo(element) && does !== 'refuse' && does !== 'accept' && does !== 'close') continue;
    if (!marked && does === 'other') continue;
    found.push({element, does, name: name || (does === 'close' ? '×' : '')});
    if (found.length >= 40) break;
  }
  return found;
};

const kinds = Object.keys(layerWords).filter((what) => what.startsWith('kind:')).map((what) => what.slice(5));
const kindOfLayer = (text) => {
  let best = '', most = 0;
  for (const kind of kinds) {
    const hits = said(text, 'kind:' + kind);
    if (hits > most) { best = kind; most = hits; }
  }
  return best;
};

let layersShown = [];

// `ids`: what is wanted on the page. `whole`: this frame is a layer of its parent's page.
const interruptions = (ids, whole) => atOneLook(() => {
  if (!document[$.body]) return [];
  const wanted = ids.map((id) => watches.get(id)?.chosen?.element).filter(Boolean);
  const out = [];
  layersShown = [];
  for (const element of whole ? [document[$.body]] : layersInView(wanted)) {
    const around = boxOf(element), box = around && clipped(around, element);
    if (!box || box === 'never' || box.w * box.h < 400) continue;
    const text = flat(readText(element).raw.slice(0, 3000));
    const frame = [...elementsOf(element)].find((inner) => inner[$.tagName] === 'IFRAME' && visibleBox(inner));
    const own = frame && boxOf(frame);
    let kind = kindOfLayer(text);
    const overlays = whole || overPage(element);
    // Who speaks of "services" or "purposes" instead may still call the box by its name.
    const marked = !kind && overlays && !whole && (element[$.matches](consentMarks) || !!element[$.querySelector](consentMarks));
    if (marked) kind = 'consent';
    if (kind !== 'consent' && !overlays) continue;
    if (!whole && ((kind !== 'consent' && element[$.matches](ownBar)) || element[$.querySelector](pageItself))) continue;
    let buttons = buttonsOf(element, kind, box);
    // Consent is asked for with a button to give it; a page that speaks of cookies asks for nothing.
    if (kind === 'consent' && !buttons.some((button) => button.does === 'accept' || button.does === 'refuse')) {
      if (!overlays) continue;
      kind = !marked && buttons.some((button) => button.does === 'close' || button.does === 'save') ? 'consent' : '';
      if (!kind) buttons = buttonsOf(element, kind, box);
    }
    if (!kind && !buttons.length && !own) continue;
    const index = layersShown.length;
    layersShown.push({element, buttons});
    out.push({index, kind, name: titleOfLayer(element), box,
      // A shade with nothing to press around a frame is there for what the frame asks.
      frame: own && (own.w * own.h > box.w * box.h / 3 || !buttons.length) ? own : null,
      buttons: buttons.map(({does, name}) => ({does, name}))});
  }
  return out;
});

// As a person would call it: by its heading, or by its first words.
const titleOfLayer = (layer) => {
  const heading = [...elementsOf(layer)].find((e) => e[$.matches]('h1,h2,h3,h4,h5,h6,[role=heading]') && visible(e));
  return shorten(layer[$.getAttribute]('aria-label') || byIds(layer, 'aria-labelledby') || (heading && contentText(heading)) || readText(layer).raw, 60);
};

// Where to press something of a layer, scrolled to within it.
const pressAt = (face) => {
  const chosen = {element: face, face};
  let answer = aim(chosen, false);
  if (answer.offscreen || answer.state === 'covered') {
    face[$.scrollIntoView]({block: 'nearest', inline: 'nearest', behavior: 'instant'});
    answer = aim(chosen, false);
  }
  return {...answer, box: boxOf(face)};
};

// Where to press a button of a layer that was told of: {state, x, y, by}.
const layerButton = (index, place) => {
  const button = layersShown[index]?.buttons[place];
  if (!button || !button.element[$.isConnected] || !visible(button.element)) return {state: 'missing'};
  return disabled(button.element) ? {state: 'disabled'} : pressAt(button.element);
};

// Where to press the next box of a layer that is ticked and need not be, and its name; each is told once.
const ticks = '[type=checkbox],[role=checkbox],[role=switch]';
const unticked = new WeakSet();
const isTicked = (element) => !!propertyOf(element, 'checked') || element[$.getAttribute]('aria-checked') === 'true';
const layerTick = (index) => {
  const layer = layersShown[index]?.element;
  if (!layer || !layer[$.isConnected]) return null;
  for (const element of elementsOf(layer)) {
    const face = element[$.matches](ticks) && isTicked(element) && !disabled(element) && !unticked.has(element) && faceOf(element);
    if (!face || !visible(face)) continue;
    unticked.add(element);
    return {...pressAt(face), name: nameOf(element)};
  }
  return null;
};

// It shows still, or again, and asks what it asked: what is left of it may be a tab to call it back.
const layerStands = (index) => {
  const {element: layer, buttons} = layersShown[index] || {};
  const box = layer && visible(layer) && boxOf(layer);
  return !!box && !!clipped(box, layer) && clipped(box, layer) !== 'never' && buttons.some((button) => visible(button.element));
};
