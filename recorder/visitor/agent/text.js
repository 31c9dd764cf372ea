// Most texts need no more than a glance: a large page has tens of thousands of them.
const ascii = /^[\x00-\x7f]*$/, untidy = /^\s|\s$|\s\s|[^\S ]/;
const tidy = (text) => (untidy.test(text) ? text.replace(/\s+/g, ' ').trim() : text);

// Words as people compare them: see journeys/text.h, fold().
const fold = (text) => {
  const raw = String(text ?? '');
  if (ascii.test(raw)) return tidy(raw.toLowerCase());
  return tidy(raw.normalize('NFKC').replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').toLowerCase().replace(/ß/g, 'ss'));
};

const wordCharacter = /[\p{L}\p{N}]/u;

// How well `text` answers to `wanted` (both folded): 0 exact, 1 whole words of it, 2 part of a word,
// null not at all.
const likeness = (text, wanted) => {
  if (!wanted || !text) return null;
  if (text === wanted || text.replace(/[\s:*.…›»→]+$/u, '') === wanted.replace(/[\s:*.…›»→]+$/u, '')) return 0;
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  const before = text[at - 1], after = text[at + wanted.length];
  const whole = !(before && wordCharacter.test(before)) && !(after && wordCharacter.test(after));
  return whole ? 1 : 2;
};

const shorten = (text, length = 80) => {
  const clean = String(text ?? '').replace(/\s+/g, ' ').trim();
  return clean.length > length ? clean.slice(0, length - 1) + '…' : clean;
};
