// What stands in the page and is not drawn yet: pictures whose bytes have not come, words whose font
// has not come. Asked of one element, in every frame that it is watched in.
const pictureIsComing = (image) => image[$.tagName] === 'IMG' && !image.complete && !image.naturalWidth;

// It is a picture, or nothing but pictures stands in it.
const picturesAreComing = (element) => {
  if (element[$.tagName] === 'IMG') return pictureIsComing(element);
  if (element[$.textContent].trim()) return false;
  const images = [...element[$.querySelectorAll]('img')];
  return images.length > 0 && images.every(pictureIsComing);
};

// How long a browser keeps words back for a font before it draws them in another one (CSS Fonts 4,
// font-display; `auto` is `block` in Chromium).
const keptBackMs = {auto: 3000, block: 3000, fallback: 100, optional: 100, swap: 0};
const loadingSince = new WeakMap();  // font face -> since when
// It began when the words were put there, at most a frame before we notice.
const noteFonts = () => {
  for (const face of document.fonts)
    if (face.status === 'loading' && !loadingSince.has(face)) loadingSince.set(face, Math.max(changed, performance.now() - 20));
};
document.fonts[$.addEventListener]('loading', noteFonts);
for (const type of ['loadingdone', 'loadingerror']) document.fonts[$.addEventListener](type, () => touched());

const unquoted = (family) => family.trim().replace(/^(["'])(.*)\1$/, '$2').toLowerCase();

// The words of an element wait for their font. In doubt they do not.
const fontIsComing = (element) => {
  if (document.fonts.status !== 'loading') return false;
  noteFonts();
  const style = getComputedStyle(element), words = element[$.textContent].slice(0, 200);
  if (!words.trim()) return false;
  const faces = [...document.fonts];
  for (const family of style.fontFamily.split(',')) {
    const own = faces.filter((face) => unquoted(face.family) === unquoted(family));
    // Of this machine, or of nobody.
    if (!own.length || document.fonts.check(`${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${family}`, words)) return false;
    if (own.some((face) => face.status === 'loading' && performance.now() - loadingSince.get(face) < keptBackMs[face.display])) return true;
  }
  return false;
};

// Nothing in a document can be seen before its first paint. One that paints nothing that counts as
// contents (a bare background, a tab that nobody sees) is not waited for any longer than this.
// Every frame takes a moment from being painted to being presented, and no change of a page is charged
// for it; more than this is lateness that is seen.
const unpaintedMs = 2000, presentingMs = 50;
let paintedAt = 0;  // 0: not yet
const isPainted = (since, now) => paintedAt > 0 || now - since > unpaintedMs;

// Why it is not to be seen yet; empty: it is.
const notDrawn = (element) =>
  picturesAreComing(element) ? 'its picture had not come' : fontIsComing(element) ? 'its font had not come' : '';
