// Calendars that pages draw: grids of day numbers under the name of a month, and the buttons that turn
// the page.

// A day of a calendar reads as its number, perhaps with a price or a dot below it.
const dayIn = (element) => {
  const text = fold(element[$.textContent]);
  const hit = /^(\d{1,2})(?:\D|$)/.exec(text);
  return hit && text.length <= 12 && +hit[1] >= 1 && +hit[1] <= 31 ? +hit[1] : 0;
};

// The month grids that are shown: {element, cells: [{element, day}]}, in the order of the page.
const monthGrids = () => {
  const cells = [], within = new Map();
  for (const element of elementsOf(document[$.documentElement] || document)) {
    const day = element[$.textContent].length <= 40 ? dayIn(element) : 0;
    if (!day || element[$.tagName] === 'OPTION') continue;
    // The outermost thing that reads as this day is its cell.
    if (cells.length && contains(cells[cells.length - 1].element, element)) continue;
    if (!visible(element)) continue;
    const box = boxOf(element);
    if (box.w > 160 || box.h > 160) continue;
    cells.push({element, day});
  }
  for (const cell of cells)
    for (let at = parentOf(cell.element), climbed = 0; at && climbed < 6; at = parentOf(at), ++climbed)
      within.set(at, [...(within.get(at) || []), cell]);
  const grids = [];
  for (const [element, inside] of within) {
    const days = new Set(inside.map((cell) => cell.day));
    if (days.size >= 28 && inside.length <= 60) grids.push({element, cells: inside});
  }
  return grids.filter((grid) => !grids.some((other) => other !== grid && contains(grid.element, other.element)))
    .filter((grid, at, all) => all.findIndex((other) => other.cells[0] === grid.cells[0]) === at);
};

const dateOfCell = (cell) => {
  for (const element of [cell.element, ...cell.element[$.querySelectorAll]('*')])
    for (const name of ['aria-label', 'data-date', 'datetime', 'title']) {
      const date = dateIn(element[$.getAttribute](name));
      if (date && date.d === cell.day) return date;
    }
  return null;
};

// The cells of the month itself: between its own 1 and the 1 of the next month.
const ownCells = (grid) => {
  const first = grid.cells.findIndex((cell) => cell.day === 1);
  const next = grid.cells.findIndex((cell, at) => at > first && cell.day === 1);
  return first < 0 ? [] : grid.cells.slice(first, next < 0 ? undefined : next);
};

// Which month a grid shows, and the smallest part of the page that holds its name and buttons.
const monthOf = (grid, grids) => {
  const cells = ownCells(grid);
  const dated = cells.map(dateOfCell).find(Boolean);
  for (let at = grid.element, climbed = 0; at && at !== document[$.body] && climbed < 6; at = parentOf(at), ++climbed) {
    const named = monthsIn((at[$.getAttribute]('aria-label') || byIds(at, 'aria-labelledby') || '') + ' ' + visibleText(at).raw);
    const sharing = grids.filter((other) => contains(at, other.element));
    const own = named[Math.min(sharing.indexOf(grid), named.length - 1)];
    if (own) return {y: own.y, m: own.m, ...(dated ? {y: dated.y, m: dated.m} : {}), around: at};
  }
  return dated ? {y: dated.y, m: dated.m, around: grid.element} : null;
};

const forward = /next|forward|nachst|folgend|weiter|vorwarts|suivant|prochain|siguiente|proximo|adelante|chevron_right|arrow_right|^[›>→▶❯▸⟩]$/;
const backward = /prev|back|vorherig|vorig|zuruck|precedent|anterior|atras|chevron_left|arrow_left|^[‹<←◀❮◂⟨]$/;
const byYear = /year|jahr|annee|\bano|^[»«]$/;

const turnButton = (grid, around, ahead) => {
  const found = [];
  for (let at = around, climbed = 0; at && at !== document[$.body] && climbed < 5 && !found.length; at = parentOf(at), ++climbed) {
    for (const element of elementsOf(at)) {
      if (!element[$.matches]('button,a,[role=button],[onclick],[tabindex],input[type=button],span,div,th,td,svg')) continue;
      if (grid.cells.some((cell) => contains(cell.element, element) || contains(element, cell.element)) || !visible(element)) continue;
      const name = plain(namesOf(element).map(([, text]) => text).join(' ') || '').trim();
      if (name.length > 40 || !(ahead ? forward : backward).test(name) || byYear.test(name) && !/month|monat|mois|mes/.test(name)) continue;
      found.push({element, real: element[$.matches]('button,a,[role=button],[onclick],[tabindex],input')});
    }
  }
  const best = found.find((one) => one.real) || found[0];
  if (best) return best.element;
  // Without a name, the one to the right of the month's name goes on.
  for (let at = around, climbed = 0; at && at !== document[$.body] && climbed < 3; at = parentOf(at), ++climbed) {
    const whole = boxOf(at), buttons = [...elementsOf(at)].filter((element) => element[$.matches]('button,a,[role=button]') && visible(element) &&
      !grid.cells.some((cell) => contains(cell.element, element) || contains(element, cell.element)) && !contentText(element).trim());
    const side = buttons.filter((element) => (boxOf(element).x > whole.x + whole.w / 2) === ahead);
    if (side.length && buttons.length <= 4) return ahead ? side[0] : side[side.length - 1];
  }
  return null;
};

const confirms = /^(ok|okay|apply|done|set|select|confirm|ubernehmen|fertig|auswahlen|bestatigen|anwenden|appliquer|valider|terminer|aplicar|aceptar|listo|hecho)$/;

const pointAt = (element, move, more) => {
  element[$.scrollIntoView]({block: 'nearest', inline: 'nearest', behavior: 'instant'});
  const at = aim({element, face: element, box: boxOf(element)}, false);
  return {move, state: disabled(element) ? 'disabled' : at.state, by: at.by || '', x: at.x, y: at.y, box: boxOf(element), ...more};
};

// The next thing to click on the way to `date`: {move: day | next | previous, state, x, y, month}.
// none: no calendar is shown; stuck: it cannot be turned any further; confirm: the button that takes
// the day which was clicked.
const calendarMove = (date, clicked) => {
  const grids = monthGrids();
  const months = grids.map((grid) => ({grid, ...monthOf(grid, grids)})).filter((month) => month.y);
  if (!months.length) return {move: 'none'};
  if (clicked) {
    for (let at = months[0].around, climbed = 0; at && at !== document[$.body] && climbed < 4; at = parentOf(at), ++climbed)
      for (const button of elementsOf(at))
        if (button[$.matches]('button,[role=button],input[type=button]') && visible(button) && confirms.test(plain(nameOf(button)))) return pointAt(button, 'confirm');
    return {move: 'shown'};
  }
  const order = (month) => month.y * 12 + month.m, wanted = order(date);
  const here = months.find((month) => order(month) === wanted);
  if (here) {
    const cell = ownCells(here.grid).find((one) => one.day === date.d);
    if (!cell) return {move: 'stuck', month: order(here)};
    const inner = [...cell.element[$.querySelectorAll]('button,a,[role=gridcell],[role=button]')].find(visible) || cell.element;
    const off = [cell.element, inner].some((one) => disabled(one) || one[$.getAttribute]('aria-disabled') === 'true');
    return {...pointAt(inner, 'day', {month: wanted}), ...(off ? {state: 'disabled'} : {})};
  }
  const ahead = wanted > Math.max(...months.map(order));
  const edge = ahead ? months[months.length - 1] : months[0];
  const button = turnButton(edge.grid, edge.around, ahead);
  if (!button) return {move: 'stuck', month: order(edge)};
  return pointAt(button, ahead ? 'next' : 'previous', {month: order(edge)});
};
