// Dates as people write and read them. A date is {y, m, d}, all numbers, m from 1.
const dateTongues = () => {
  const own = [document[$.documentElement].lang, navigator.language].filter((tag) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag));
  return [...new Set([...own, 'en', 'de', 'fr', 'es'])];
};

const plain = (text) => fold(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/\./g, '');

// Names of months in the page's own language and in those that sites are usually written in.
let monthsKnown = null, monthsFor = '';
const monthNames = () => {
  const tongues = dateTongues();
  if (monthsKnown && monthsFor === tongues.join()) return monthsKnown;
  monthsFor = tongues.join();
  monthsKnown = new Map();
  for (const tongue of tongues)
    for (const month of ['long', 'short'])
      for (const more of [{}, {day: 'numeric'}])
        for (let index = 0; index < 12; ++index) {
          const part = new Intl.DateTimeFormat(tongue, {month, ...more, timeZone: 'UTC'})
            .formatToParts(Date.UTC(2026, index, 15)).find((p) => p.type === 'month');
          const name = part && plain(part.value);
          if (name && /\p{L}/u.test(name) && !monthsKnown.has(name)) monthsKnown.set(name, index + 1);
        }
  return monthsKnown;
};

// Months with their years, in the order of the text: [{y, m}].
const monthsIn = (text) => {
  const words = plain(text).match(/\p{L}+|\d+/gu) || [], found = [];
  words.forEach((word, at) => {
    const m = monthNames().get(word);
    if (!m) return;
    // "March 2026", "marzo de 2026", "2026 March".
    const year = [at + 1, at + 2, at - 1].map((i) => words[i]).find((w) => /^\d{4}$/.test(w || ''));
    if (year) found.push({y: +year, m});
  });
  if (found.length) return found;
  for (const [, m, y] of text.matchAll(/\b(\d{1,2})\s*[/.\-]\s*(\d{4})\b/g)) if (+m >= 1 && +m <= 12) found.push({y: +y, m: +m});
  for (const [, y, m] of text.matchAll(/(\d{4})\s*(?:年|[/.\-])\s*(\d{1,2})(?!\d)/g)) if (!found.length && +m >= 1 && +m <= 12) found.push({y: +y, m: +m});
  return found;
};

// The date that a text names with its month in words, or as YYYY-MM-DD; null: none.
const dateIn = (text) => {
  const iso = /(?:^|\D)(\d{4})-(\d{1,2})-(\d{1,2})(?:\D|$)/.exec(text || '');
  if (iso) return {y: +iso[1], m: +iso[2], d: +iso[3]};
  const words = plain(text).match(/\p{L}+|\d+/gu) || [];
  const m = words.map((word) => monthNames().get(word)).find(Boolean), y = words.find((word) => /^\d{4}$/.test(word));
  const d = words.find((word) => /^\d{1,2}$/.test(word) && +word >= 1 && +word <= 31);
  return m && y && d ? {y: +y, m, d: +d} : null;
};

// A text that a person would take for this date: "28.2.2027", "Sun, Feb 28".
const showsDate = (text, date) => {
  const words = plain((text || '').replace(/\./g, ' ')).match(/\p{L}+|\d+/gu) || [];
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const named = words.map((word) => monthNames().get(word)).find(Boolean);
  const years = numbers.filter((number) => number > 31);
  const take = (number) => { const at = numbers.indexOf(number); if (at >= 0) numbers.splice(at, 1); return at >= 0; };
  return take(date.d) && (named ? named === date.m : take(date.m)) && (!years.length || years.some((year) => year === date.y || year === date.y % 100));
};

// The parts of a date in the order of a field, as a pattern such as "DD.MM.YYYY"; from what stands in
// or beside the field, else as the page's language has it.
const datePattern = (element) => {
  const says = [element.placeholder, element.dataset?.dateFormat, element.dataset?.format, byIds(element, 'aria-describedby'), element.title, labelText(element)].filter(Boolean);
  const day = '([dtj]{1,2})', month = '(m{1,2})', year = '([yja]{4}|[yja]{2})', gap = '([./\\- ]\\s?)';
  const two = (part, letter) => letter.repeat(Math.max(part.length, 2));
  for (const text of says.map((t) => t.toLowerCase())) {
    const whole = (pattern) => new RegExp(`(?<!\\p{L})${pattern}(?!\\p{L})`, 'u').exec(text);
    let hit = whole(day + gap + month + '\\2' + year);
    if (hit) return 'DD' + hit[2] + 'MM' + hit[2] + two(hit[4], 'Y');
    if ((hit = whole(month + gap + day + '\\2' + year))) return 'MM' + hit[2] + 'DD' + hit[2] + two(hit[4], 'Y');
    if ((hit = whole(year + gap + month + '\\2' + day))) return two(hit[1], 'Y') + hit[2] + 'MM' + hit[2] + 'DD';
  }
  // An example says it, too, where it cannot be read both ways.
  for (const text of [element.value, ...says].filter(Boolean)) {
    if (/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.test(text)) return 'YYYY-MM-DD';
    const hit = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
    if (hit && +hit[1] > 12) return 'DD' + hit[2] + 'MM' + hit[2] + 'YYYY';
    if (hit && +hit[3] > 12) return 'MM' + hit[2] + 'DD' + hit[2] + 'YYYY';
  }
  const lang = document[$.documentElement].lang, own = navigator.language;
  const tongue = !lang || own.split('-')[0] === lang ? own : dateTongues()[0];
  return new Intl.DateTimeFormat(tongue, {day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC'})
    .formatToParts(Date.UTC(2026, 0, 31)).map((p) => ({day: 'DD', month: 'MM', year: 'YYYY'})[p.type] || p.value).join('');
};

const digits = (number, count) => String(number).padStart(count, '0').slice(-count);
const inPattern = (pattern, date) => pattern.replace('YYYY', digits(date.y, 4)).replace('YY', digits(date.y, 2))
  .replace('MM', digits(date.m, 2)).replace('DD', digits(date.d, 2));

// The order of the browser's own date fields is that of its own language, not of the page's or of
// the visitor's: it is started in English (see browser_process.cpp), and a locale that is given to
// it later does not reach these fields.
const ownOrder = 'mdy';
const partNames = {d: ['day', 'tag', 'jour', 'dia', 'dd', 'tt', 'jj'], m: ['month', 'monat', 'mois', 'mes', 'mm'],
  y: ['year', 'jahr', 'annee', 'ano', 'yyyy', 'jjjj', 'aaaa']};
// Fields for day, month and year within one named group: {d, m, y}, or null.
const dateParts = (group) => {
  const parts = {};
  for (const element of group[$.querySelectorAll]('input:not([type=hidden]),select')) {
    if (!visible(element)) continue;
    const names = namesOf(element).map(([, text]) => plain(text));
    for (const [part, words] of Object.entries(partNames))
      if (!parts[part] && names.some((name) => words.some((word) => name.split(/[^\p{L}]+/u).includes(word)))) { parts[part] = element; break; }
  }
  return parts.d && parts.m && parts.y ? parts : null;
};

// The option of a select that stands for a number of day, month or year.
const partOption = (select, part, number) => [...select.options].find((option) => {
  const text = plain(option.label || option[$.textContent]);
  return part === 'm' && monthNames().get(text.split(' ')[0]) === number || (/^\d+$/.test(text) && +text === number) ||
    (part === 'y' && text === String(number));
});

// How a date gets into `element`:
//   native  the browser's own field: the keys for each of its parts
//   parts   fields of their own for day, month and year: {part, select: presses | null, text, x, y}
//   type    a text field: the date as the field wants it
//   open    something that opens a calendar, or stands beside one
// `done`: it holds that date now. `shown`: what it shows.
const datePlan = (element, date) => {
  const shown = shorten(propertyOf(element, 'value') ?? contentText(element));
  if (element[$.tagName] === 'INPUT' && ['date', 'month', 'week', 'datetime-local'].includes(element.type)) {
    const iso = `${digits(date.y, 4)}-${digits(date.m, 2)}`, whole = `${iso}-${digits(date.d, 2)}`;
    const wanted = element.type === 'week' ? weekOf(date) : element.type === 'month' ? iso : whole;
    const by = {d: digits(date.d, 2), m: digits(date.m, 2), y: digits(date.y, 4)};
    const keys = element.type === 'week' ? [wanted.slice(6), wanted.slice(0, 4)]
      : [...ownOrder].filter((part) => part !== 'd' || element.type !== 'month').map((part) => by[part]);
    const box = boxOf(element), left = parseFloat(getComputedStyle(element).paddingLeft) || 0;
    return {how: 'native', keys, words: element.type === 'month', shown, done: element.value.startsWith(wanted), x: box.x + left + 6, y: box.y + box.h / 2,
      refused: element.min && wanted < element.min.slice(0, wanted.length) ? `it takes nothing before ${element.min}`
        : element.max && wanted > element.max.slice(0, wanted.length) ? `it takes nothing after ${element.max}` : ''};
  }
  const parts = element[$.tagName] === 'INPUT' ? null : dateParts(element);
  if (parts) {
    const number = {d: date.d, m: date.m, y: date.y};
    const fields = Object.entries(parts).map(([part, field]) => {
      const at = aim({element: field, face: field, box: boxOf(field)}, false);
      if (field[$.tagName] !== 'SELECT') return {text: digits(number[part], part === 'y' ? 4 : 2), state: at.state, x: at.x, y: at.y, done: +field.value === number[part]};
      const wanted = partOption(field, part, number[part]);
      const options = [...field.options].filter((option) => !option.disabled && !option.hidden);
      return {select: true, missing: !wanted, by: wanted ? options.indexOf(wanted) - options.indexOf(field.selectedOptions[0]) : 0,
        state: at.state, x: at.x, y: at.y, done: !!wanted?.selected};
    });
    return {how: 'parts', fields, shown: fields.map((field) => field.text || '').join(' '), done: fields.every((field) => field.done)};
  }
  const typed = element[$.tagName] === 'INPUT' || element[$.tagName] === 'TEXTAREA';
  if (!typed) return {how: 'open', shown, done: showsDate(contentText(element), date), sure: fieldRoles.has(roleOf(element))};
  const pattern = datePattern(element);
  let text = inPattern(pattern, date);
  if (element.maxLength > 0 && element.maxLength < text.length) text = text.replace(/\D/g, '');
  const how = element.readOnly ? 'open' : 'type';
  // What was typed must stand there as typed, or in words; 3/9 and 9/3 are not the same day.
  const done = element.value !== '' && (element.value.replace(/\D/g, '') === text.replace(/\D/g, '') ||
    (how === 'open' || /\p{L}/u.test(element.value) || date.d > 12) && showsDate(element.value, date));
  return {how, text, shown, done, sure: true};
};

// "2026-W05", as weeks are counted by ISO 8601: the first is the one with the first Thursday.
const weekOf = ({y, m, d}) => {
  const day = new Date(Date.UTC(y, m - 1, d));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  return `${digits(day.getUTCFullYear(), 4)}-W${digits(Math.ceil(((day - first) / 86400000 + 1) / 7), 2)}`;
};

// pick: a field or button with that name, a named group of day, month and year, or the words beside a
// field or over a calendar.
const scanDate = (query) => {
  const found = [];
  for (const group of elementsOf(document[$.documentElement] || document)) {
    if (!group[$.matches]('fieldset,[role=group]') || !dateParts(group)) continue;
    const name = group[$.getAttribute]('aria-label') || byIds(group, 'aria-labelledby') ||
      (group[$.querySelector]('legend') ? contentText(group[$.querySelector]('legend')) : '');
    const like = likeness(fold(name), query.text);
    if (like !== null) found.push({element: group, rank: 20 + like, how: 'name', name: shorten(name)});
  }
  if (found.length) return found;
  const beside = scanBeside(query);
  return beside.length ? beside : scanText(query).filter(() => monthGrids().length > 0);
};
