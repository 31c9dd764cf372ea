// Candidates for a target, in the order a person would take them: accessible name of a fitting role,
// exact before partial; label, placeholder, title, alt; visible text.
const controls = 'a,area[href],button,summary,input:not([type=hidden]),select,textarea,label,img,[role],[onclick],' +
  '[tabindex],[contenteditable=""],[contenteditable=true],[aria-label],[title],[draggable=true]';

const kindOf = (element) => {
  const role = roleOf(element);
  if (fieldRoles.has(role)) return 'field';
  if (role === 'link') return 'link';
  if (buttonRoles.has(role)) return 'button';
  if (role === 'image' || role === 'img') return 'image';
  if (role === 'label') return 'label';
  return element[$.onclick] || element[$.hasAttribute]('onclick') || element[$.tabIndex] >= 0 || element[$.draggable] ? 'other' : '';
};

// Which kinds fit a word, best first.
const fitting = (query, element) => {
  const kind = kindOf(element), role = roleOf(element);
  if (query.kind) return kind === query.kind || (query.kind === 'button' && kind === 'other') ? 0 : null;
  switch (query.word) {
    case 'fill': return kind === 'field' && role !== 'slider' && role !== 'file' ? 0 : null;
    case 'slide': return role === 'slider' ? 0 : null;
    case 'pick': return kind === 'field' && role !== 'slider' && role !== 'file' ? 0 : kind === 'button' ? 1 : null;
    case 'attach': return role === 'file' ? 0 : kind === 'button' ? 1 : kind === 'other' ? 2 : null;
    case 'find': return opensAPage(element) ? 0 : null;
    case 'menu': return opensAMenu(element) ? 0 : null;
    case 'check': return tickRoles.has(role) ? 0 : null;
    case 'option': return role === 'radio' || role === 'option' ? 0 : tickRoles.has(role) || role === 'tab' || kind === 'button' ? 1 : null;
    case 'list': return kind === 'field' ? 0 : kind === 'button' && element[$.hasAttribute]('aria-haspopup') ? 0 : null;
    default:
      if (kind === 'link' || kind === 'button') return 0;
      if (kind === 'other' || kind === 'image') return 1;
      if (kind === 'field') return 2;
      return kind === 'label' ? 3 : null;
  }
};

const howRank = {name: 0, label: 2, placeholder: 2, title: 2, alt: 2, text: 1};

const quickText = (element) => {
  const inside = element[$.textContent];
  let text = inside.length > 2000 ? '' : inside;
  for (const name of ['aria-label', 'title', 'alt', 'value', 'placeholder']) {
    const value = element[$.getAttribute](name);
    if (value) text += ' ' + value;
  }
  if (element[$.tagName] === 'INPUT') text += ' ' + element.value;
  if (element[$.hasAttribute]('aria-labelledby')) text += ' ' + byIds(element, 'aria-labelledby');
  for (const label of labelsOf(element)) text += ' ' + label[$.textContent];
  if (element[$.firstElementChild])
    for (const inner of element[$.querySelectorAll]('[aria-label],img[alt]'))
      text += ' ' + (inner[$.getAttribute]('aria-label') || inner[$.getAttribute]('alt'));
  if (rootOf(element)) text += ' ' + rootOf(element)[$.textContent];
  return text;
};

// What is clicked for a hidden box, radio button or file field: its label, as a person would.
const faceOf = (element) => {
  if (element[$.tagName] === 'INPUT' && ['checkbox', 'radio', 'file'].includes(element.type)) {
    const box = boxOf(element);
    if (!rendered(element) || !box || (box.w <= 2 && box.h <= 2))
      for (const label of labelsOf(element)) if (visible(label)) return label;
  }
  return element;
};

const scopeRoots = (scope) => (scope === document ? [document[$.documentElement]].filter(Boolean) : [scope]);

// Why the browser cannot read the query's own selector; empty: it can.
const selectorTrouble = (query) => {
  try {
    if (query.by === 'css') new DocumentFragment().querySelector(query.raw);
    if (query.by === 'xpath') document[$.evaluate](query.raw, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  } catch (error) { return shorten(error.message, 200) || 'it does not read'; }
  return '';
};

const escapeHatch = (query) => {
  const found = [];
  if (query.by === 'xpath') {
    const result = document[$.evaluate](query.raw, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    for (let index = 0; index < result.snapshotLength; ++index)
      if (result.snapshotItem(index)[$.nodeType] === Node.ELEMENT_NODE) found.push(result.snapshotItem(index));
    return found;
  }
  const selector = query.by === 'testid'
    ? ['data-testid', 'data-test-id', 'data-test', 'data-qa'].map((name) => `[${name}="${CSS.escape(query.raw)}"]`).join(',')
    : query.raw;
  for (const element of elementsOf(document[$.documentElement])) if (element[$.matches](selector)) found.push(element);
  return found;
};

// What is clicked for a candidate, whether it shows, and where: asked only of those that matter.
const faced = (candidate) => {
  if (candidate.face) return candidate;
  candidate.face = faceOf(candidate.element);
  const box = visibleBox(candidate.face);
  candidate.shown = !!box;
  candidate.box = box && (candidate.box || box);
  return candidate;
};

const scanControls = (query) => {
  const found = [], texts = textsOf(query), telling = texts.map(plainWords);
  for (const element of elementsOf(document[$.documentElement] || document)) {
    if (!element[$.matches](controls)) continue;
    const fit = fitting(query, element);
    if (fit === null) continue;
    const quick = plainWords(quickText(element));
    if (!telling.some((text) => quick.includes(text))) continue;
    let best = null;
    for (const [index, [way, text]] of namesOf(element).entries()) {
      const named = bestText(query, texts, text);
      if (!named) continue;
      // What has nothing else is named by its title, placeholder or picture.
      const rank = fit * 10 + (index ? howRank[way] ?? 2 : 0) * 3 + named.like;
      if (!best || rank < best.rank) best = {element, rank, like: named.like, order: named.order, text: named.text, how: way, name: shorten(text)};
    }
    if (best) found.push(best);
  }
  // A link's picture or a button's span is not a second match beside the link or button itself.
  const ranks = new Map(found.map((c) => [c.element, c.rank]));
  return found.filter((c) => {
    for (let at = parentOf(c.element); at; at = parentOf(at)) if (ranks.get(at) <= c.rank) return false;
    return true;
  });
};

// Where the first of the query's texts that the page shows stands.
const placesOfAny = (query) => {
  const texts = textsOf(query), shown = visibleText(document[$.documentElement]);
  for (const text of texts) {
    const places = telling(query, placesOf(text, document[$.documentElement], 20, shown))
      .filter((place) => !query.before?.length || !query.before.includes(sentenceOf(place)));
    if (places.length) return places;
  }
  return [];
};

// A field that nothing names, beside or below the words a person would read as its name.
const scanBeside = (query) => {
  const found = [];
  const fields = [...elementsOf(document[$.documentElement] || document)].filter((e) => fitting(query, e) === 0)
    .map((element) => ({element, box: visibleBox(element)})).filter((field) => field.box);
  if (!fields.length) return found;
  for (const place of placesOfAny(query)) {
    let best = null;
    for (const {element, box} of fields) {
      const right = box.x >= place.box.x && box.y < place.box.y + place.box.h && box.y + box.h > place.box.y;
      const below = box.y >= place.box.y && Math.abs(box.x - place.box.x) < 160;
      const far = distance(box, place.box);
      if ((right || below) && far < 120 && (!best || far < best.far)) best = {element, far};
    }
    if (best) found.push({element: best.element, rank: 60, how: 'text', name: query.text});
  }
  return found;
};

// The only box of its form has the name of the button beside it when it has no other (WCAG G167).
const scanByButton = (query) => {
  const found = [], texts = textsOf(query);
  for (const form of elementsOf(document[$.documentElement] || document)) {
    if (!form[$.matches]('form,[role=search],search')) continue;
    const inside = [...elementsOf(form)];
    const fields = inside.filter((e) => fitting({word: 'fill'}, e) === 0 && visible(e));
    if (fields.length !== 1 || namesOf(fields[0]).length) continue;
    const button = inside.find((e) => kindOf(e) === 'button' && bestText(query, texts, nameOf(e)));
    if (button) found.push({element: fields[0], rank: 61, how: 'button', name: nameOf(button)});
  }
  return found;
};

// Looked for by its kind. The words of a picture or a field stand nowhere in the text; those that do are
// to be read there.
const scanSeen = (query) => {
  const found = scanControls(query).filter(({element, text}) => {
    const shown = readText(element);
    return !shown.whole.includes(text) || placesOf(text, element, 1, shown).length > 0;
  });
  if (found.length || query.kind !== 'field') return found;
  const called = scanByButton(query);
  return called.length ? called : scanBeside(query);
};

const scanText = (query) => placesOfAny(query).map((place) => {
  let element = place.element;
  for (let at = element, climbed = 0; at && climbed < 5; at = parentOf(at), ++climbed)
    if (at[$.matches]('a,button,label,summary,[role=button],[role=link],[onclick]')) { element = at; break; }
  // Words that nothing shows to be there for clicking: recorder/waiting.cpp knows them by this rank.
  const plainly = !element[$.matches](controls) && getComputedStyle(element).cursor !== 'pointer';
  return {element, rank: plainly ? 72 : 70, how: 'text', name: shorten(query.text), plainly, box: place.box};
});

const optionIn = (select, wanted) => {
  const options = [...select.options];
  for (const level of [0, 1, 2])
    for (const option of options) if (likeness(fold(option.label || option[$.textContent]), wanted) === level) return option;
  return null;
};

// choose: a select with that option, a radio button of that group, or a list that opens.
const scanChoice = (query) => {
  if (!query.text) return scanControls({...query, word: 'option', text: query.option, words: [], kind: ''}).map((c) => ({...c, mode: 'click'}));
  const lists = [...scanControls({...query, word: 'list', kind: ''}), ...scanBeside({...query, word: 'list', kind: ''})];
  const found = [];
  for (const list of lists) {
    if (list.element[$.tagName] !== 'SELECT') { found.push({...list, rank: list.rank + 5, mode: 'open'}); continue; }
    const option = optionIn(list.element, query.option);
    if (option) found.push({...list, mode: 'select'});
    else found.push({...list, rank: list.rank + 200, mode: 'no-option',
      says: [...list.element.options].slice(0, 8).map((o) => shorten(o.label, 40)).join(', ')});
  }
  for (const option of scanControls({...query, word: 'option', text: query.option, words: [], kind: ''})) {
    const group = option.element[$.closest]('fieldset,[role=radiogroup],[role=group],[role=listbox]');
    const named = group && fold(group[$.getAttribute]('aria-label') || byIds(group, 'aria-labelledby') ||
      (group[$.querySelector]('legend') ? contentText(group[$.querySelector]('legend')) : ''));
    if (named && likeness(named, query.text) !== null) found.push({...option, mode: 'click'});
  }
  return found;
};

const candidatesFor = (query) => {
  if (!document[$.documentElement]) return [];
  if (query.by !== 'reads') return escapeHatch(query).map((element) => ({element, rank: 0, how: query.by, name: nameOf(element), mode: query.option ? (element[$.tagName] === 'SELECT' ? 'select' : 'click') : ''}));
  if (query.word === 'choose') return scanChoice(query);
  if (query.word === 'see' && query.kind) return scanSeen(query);
  if (query.word === 'see' || query.word === 'keep')
    return placesOfAny(query).map((place) => ({element: place.element, rank: 0, how: 'text', name: query.words?.length ? place.text : query.raw, box: place.box, after: place.after}));
  const found = scanControls(query);
  if (found.length) return found;
  if (query.word === 'find') return [];
  if (query.word === 'menu') return namelessMenus();
  if (query.word === 'pick') return scanDate(query);
  if (query.word === 'fill' || query.word === 'slide' || query.word === 'attach') {
    const called = query.word === 'fill' ? scanByButton(query) : [];
    return called.length ? called : scanBeside(query);
  }
  if (query.kind === 'field') return scanByButton(query);
  if (query.word === 'check') {
    const text = scanText(query);
    return text.filter((c) => c.element[$.tagName] === 'LABEL' && c.element.control);
  }
  return query.kind ? [] : scanText(query);
};

const prominence = (candidate) => {
  const box = candidate.box;
  if (!box) return 0;
  const size = parseFloat(getComputedStyle(candidate.element).fontSize) || 12;
  const top = box.y + scrollY < innerHeight * 2 ? 1.5 : 1;
  const background = candidate.element[$.closest]('footer,nav,header') ? 1 : 1.2;
  return size * Math.sqrt(Math.min(box.w * box.h, 90000)) * top * background;
};

const leadsTo = (element) => { const href = propertyOf(element, 'href'); return href ? String(href) : ''; };

// The one a person would take: {element, face, how, name, matches, ambiguous, mode, says} or null.
const choose = (query) => atOneLook(() => {
  const found = ofTheForm(query, narrowed(candidatesFor(query), query));
  if (!found.length) return null;
  const ranks = [...new Set(found.map((candidate) => candidate.rank))].sort((a, b) => a - b);
  const showing = (candidates) => candidates.filter((candidate) => faced(candidate).shown);
  const ofRank = (rank) => found.filter((candidate) => candidate.rank === rank);
  let equals = [];
  for (const rank of ranks) if ((equals = showing(ofRank(rank))).length) break;
  const best = equals.length ? equals[0].rank : ranks[0];
  if (query.nth) {
    const pool = equals.length ? showing(found) : found.map(faced);
    const all = pool.filter((candidate) => candidate.rank % 10 < 3 || candidate.rank === best);
    return all[query.nth - 1] ? {...all[query.nth - 1], matches: all.length, ambiguous: false} : null;
  }
  if (!equals.length) equals = ofRank(best);
  // Of names that only hold the words, one that begins with them is meant first.
  const begins = (candidate) => fold(candidate.name).startsWith(candidate.text ?? query.text) ? 0 : 1;
  const standing = (candidate) => ({candidate, order: candidate.order ?? 0, begins: begins(candidate), prominence: prominence(candidate)});
  const chosen = equals.length === 1 || query.word === 'see' || query.word === 'keep' ? equals[0]
    : equals.map(standing).sort((a, b) => a.order - b.order || a.begins - b.begins || b.prominence - a.prominence)[0].candidate;
  // Links to one place are one target, however often they stand on the page. Who names many words at
  // once takes whatever answers first.
  const one = query.word === 'see' || query.word === 'keep' || query.words?.length > 0;
  // A label and what stands in it are one control.
  const matches = one ? 1 : new Set(equals.map((c) => (leadsTo(c.element) || c.element[$.closest]('label') || c.element))).size;
  // Names that only hold the words are different names.
  return {...chosen, matches, ambiguous: matches > 1 && !chosen.like};
});

// Names of what is on the page, for "this page has …": those of its main part first.
const nearbyNames = (query) => atOneLook(() => {
  const names = new Set(), around = new Set();
  for (const element of elementsOf(document[$.documentElement] || document)) {
    if (names.size + around.size >= 200) break;
    if (!element[$.matches](controls) || element[$.tagName] === 'LABEL') continue;
    const fit = fitting(query, element);
    if (fit === null || fit > 1 || !visible(element)) continue;
    const name = nameOf(element);
    if (name) (aroundMain(element) ? around : names).add(name);
  }
  return [...new Set([...names, ...around])];
});
