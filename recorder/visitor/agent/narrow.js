// Where a target stands, `in` and `near`. Where `in` points: landmark names first, then the smallest region that a heading or text opens.
const landmarks = {footer: 'footer,[role=contentinfo]', header: 'header,[role=banner]',
  navigation: 'nav,[role=navigation]', nav: 'nav,[role=navigation]', menu: 'nav,[role=navigation],[role=menu]',
  main: 'main,[role=main]', form: 'form,[role=form]', dialog: 'dialog[open],[role=dialog],[role=alertdialog]',
  sidebar: 'aside,[role=complementary]', aside: 'aside,[role=complementary]', search: 'search,[role=search]'};

const anchorsOf = (wanted) => {
  const named = [];
  for (const element of elementsOf(document[$.documentElement])) {
    if (landmarks[wanted] && element[$.matches](landmarks[wanted]) && visible(element)) named.push(element);
    else if (element[$.matches]('section,form,nav,aside,main,header,footer,dialog,fieldset,[role],[aria-label],[aria-labelledby]')) {
      const own = fold(element[$.getAttribute]('aria-label') || byIds(element, 'aria-labelledby') ||
        (element[$.tagName] === 'FIELDSET' ? element[$.querySelector]('legend')?.[$.textContent] : ''));
      if (own && own === wanted && visible(element)) named.push(element);
    }
  }
  if (named.length) return {regions: named, texts: []};
  return {regions: [], texts: placesOf(wanted, document[$.documentElement])};
};

// Of a page that does not mark its main part: what stands around it, and what only leads home.
const aroundMain = (element) => {
  for (let at = element; at; at = parentOf(at)) {
    if (at[$.matches]('nav,aside,search,[role=navigation],[role=complementary],[role=banner],[role=contentinfo],[role=search]')) return true;
    // That of an article belongs to the article.
    if (at[$.matches]('header,footer') && !at[$.closest]('article,section')) return true;
  }
  const href = leadsTo(element);
  return !!href && href.split(/[?#]/)[0] === location.origin + '/';
};

const distance = (a, b) => {
  const dx = Math.max(0, a.x - (b.x + b.w), b.x - (a.x + a.w));
  const dy = Math.max(0, a.y - (b.y + b.h), b.y - (a.y + a.h));
  return Math.hypot(dx, dy);
};

// Those around an element, with how far above it they are.
const depthsOver = (anchor) => {
  const above = new Map();
  let depth = 0;
  for (let at = anchor; at; at = parentOf(at)) above.set(at, depth++);
  return above;
};
const depthOfShared = (element, above) => {
  for (let at = element; at; at = parentOf(at)) if (above.has(at)) return above.get(at);
  return 1e6;
};

// This frame, or one around it, as far as those are of the same site and can be asked.
const frameIsCalled = (wanted) => {
  const called = (text) => [0, 1].includes(likeness(fold(text), wanted));
  try {
    for (let view = window; view !== view.parent; view = view.parent) {
      if (called(view.document[$.title] ?? view.document.title) || called(view.name)) return true;
      const around = view.frameElement;
      // An element of another document, which has not our symbols.
      const told = (name) => Element.prototype[$.getAttribute].call(around, name);
      if (around && ['title', 'aria-label', 'name', 'id'].some((name) => called(told(name)))) return true;
    }
  } catch (error) { /* of another site */ }
  return false;
};

const narrowed = (candidates, query) => {
  let kept = candidates;
  if (query.in) {
    const {regions, texts} = anchorsOf(query.in);
    if (regions.length) kept = kept.filter((c) => regions.some((region) => contains(region, c.element)));
    else if (query.in === 'main') kept = kept.filter((c) => !aroundMain(c.element));
    else if (texts.length) {
      const over = texts.map((text) => depthsOver(text.element));
      const near = kept.map((c) => [Math.min(...over.map((above) => depthOfShared(c.element, above))), c]);
      const best = near.reduce((least, [depth]) => Math.min(least, depth), Infinity);
      kept = near.filter(([depth]) => depth === best && depth < 12).map(([, c]) => c);
    } else kept = [];
    if (!kept.length && frameIsCalled(query.in)) kept = candidates;
  }
  if (query.near) {
    const {texts} = {texts: placesOf(query.near, document[$.documentElement])};
    if (!texts.length) return [];
    const near = kept.filter((c) => faced(c).box).map((c) => [Math.min(...texts.map((t) => distance(c.box, t.box))), c]);
    const best = near.reduce((least, [far]) => Math.min(least, far), Infinity);
    kept = near.filter(([far]) => far <= best + 1).map(([, c]) => c);
  }
  return kept;
};
