// What a journey names by many words ($words.returns, find): the words in the order in which they
// are looked for, and what a visitor who searches may open.
const languageOf = (tag) => String(tag || '').slice(0, 2).toLowerCase();

const plainWords = (text) => fold(text).replace(/[’‘ʼ]/g, "'");

// The texts that a target may have, folded, best first: the words of the page's language, then those
// of the visitor's, then all others.
const textsOf = (query) => {
  if (!query.words?.length) return [query.text];
  const first = [languageOf(document[$.documentElement]?.lang), languageOf(navigator.language)];
  const place = (list) => (first.indexOf(list.language) + first.length + 1) % (first.length + 1);
  return [...query.words].sort((a, b) => place(a) - place(b)).flatMap((list) => list.words.map(plainWords));
};

// Of several words for one thing, only whole ones count, and not in the middle of a sentence.
const fitsWords = (text, like, name) => like === 0 || (like === 1 && name.split(' ').length <= text.split(' ').length + 4);

// The first of the texts that `name` answers to best: {like, order, text} or null.
const bestText = (query, texts, name) => {
  const several = query.words?.length > 0;
  const folded = several ? plainWords(name) : fold(name);
  let best = null;
  for (const [order, text] of texts.entries()) {
    const like = likeness(folded, text);
    if (like === null || (several && !fitsWords(text, like, folded))) continue;
    if (!best || like < best.like) best = {like, order, text};
    if (like === 0) break;
  }
  return best;
};

// A link to a page or an address, and nothing that a script makes of it.
const opensAPage = (element) => (element[$.tagName] === 'A' || element[$.tagName] === 'AREA') && !element[$.hasAttribute]('download') &&
  /^(https?|mailto|tel):$/.test(element.protocol) && element[$.getAttribute]('href') !== '#';

const opensAMenu = (element) => {
  if (element[$.tagName] === 'BUTTON' || element[$.tagName] === 'SUMMARY') return !element.form;
  if (element[$.tagName] === 'LABEL') return element.control?.type === 'checkbox';
  return element[$.getAttribute]('role') === 'button' || (element[$.tagName] === 'A' && (element[$.getAttribute]('href') || '').startsWith('#'));
};

// A menu's button that has no name a person could read: three lines at the head of the page.
const namelessMenus = () => {
  const found = [];
  for (const element of elementsOf(document[$.documentElement]))
    if (element[$.matches]('header button[aria-expanded=false],nav button[aria-expanded=false],header [aria-haspopup],nav summary,header summary') && opensAMenu(element))
      found.push({element, rank: 80, how: 'name', name: nameOf(element)});
  return found;
};

// An outcome that a journey names by many words stands in no menu and in no link around the page: those
// lead to it from everywhere.
const leadsThere = (element) => {
  const link = element[$.closest]('a');
  return link ? aroundMain(link) : !!element[$.closest]('nav,[role=navigation]');
};
const telling = (query, places) =>
  (query.word === 'see' && query.words?.length ? places.filter((place) => !leadsThere(place.element)) : places);

const sentenceOf = (place) => shorten(contentText(place.element), 120);

// The sentences in which the query's words stand on the page.
const alreadyStanding = (query) => atOneLook(() => {
  if (!document[$.documentElement]) return [];
  const shown = visibleText(document[$.documentElement]);
  return textsOf(query).flatMap((text) => telling(query, placesOf(text, document[$.documentElement], 20, shown)).map(sentenceOf));
});

const formOf = (element) => propertyOf(element, 'form') || element[$.closest]('form');

// Who has just filled in a form, and presses one of many words, presses what belongs to it; the button
// of a search belongs to the search.
const ofTheForm = (query, found) => {
  if (query.word !== 'click' || !query.words?.length) return found;
  const focus = focusNow(), form = focus && takesText(focus) && formOf(focus);
  const own = form ? found.filter((candidate) => formOf(candidate.element) === form && faced(candidate).shown) : [];
  return own.length ? own : found;
};
