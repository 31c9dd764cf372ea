// Words as people compare them: see journeys/text.h, fold().
const fold = (text) =>
  String(text ?? '').normalize('NFKC').replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').toLowerCase()
    .replace(/ß/g, 'ss').replace(/\s+/g, ' ').trim();

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
