// Words that are drawn and that nobody can read: without a colour, tiny, cut away, or of the very
// colour of what lies behind them. In doubt they are legible.
const smallestLetters = 3;  // px
const sameColour = 3;       // of 255, in each part

const colourOf = (text) => {
  const parts = (text.match(/[\d.]+/g) || []).map(Number);
  return parts.length >= 3 && text.startsWith('rgb') ? {rgb: parts.slice(0, 3), alpha: parts[3] ?? 1} : null;
};

const cutAway = (element) => {
  for (let at = element, level = 0; at && level < 4; at = parentOf(at), ++level)
    if (/^inset\((5\d|[6-9]\d|100)(\.\d+)?%\)$/.test(getComputedStyle(at).clipPath)) return true;
  return false;
};

const painted = 'img,picture,video,canvas,svg,iframe,object,embed';

// A shade that lets clicks through is in no list of what lies at a point.
const mostBeside = 50;
const letsThrough = (element) => [...(element[$.children] || [])].slice(0, mostBeside)
  .some((child) => getComputedStyle(child).pointerEvents === 'none');

// The colour behind an element at a point; null: a picture, a shade, or nobody knows.
const colourBehind = (element, x, y) => {
  for (let at = element, level = 0; at && level < 5; at = parentOf(at), ++level) {
    const style = getComputedStyle(at);
    if (style.mixBlendMode !== 'normal' || style.filter !== 'none' || style.backdropFilter !== 'none' || letsThrough(at)) return null;
    if (at !== document[$.body] && at !== document[$.documentElement] && at[$.querySelector](painted)) return null;
  }
  const layers = document[$.elementsFromPoint](x, y), from = layers.indexOf(element);
  if (from < 0) return null;
  for (const layer of layers.slice(from)) {
    const style = getComputedStyle(layer);
    if (style.backgroundImage !== 'none' || layer[$.matches](painted)) return null;
    for (const pseudo of ['::before', '::after']) if (!['none', 'normal'].includes(getComputedStyle(layer, pseudo).content)) return null;
    const colour = colourOf(style.backgroundColor);
    if (!colour || (colour.alpha > 0 && colour.alpha < 1)) return null;
    if (colour.alpha === 1) return colour.rgb;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? null : [255, 255, 255];
};

const isOutlined = (style) =>
  style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0 || /text/.test(style.webkitBackgroundClip);

// Letters of the colour that lies behind them, but for `most` of 255 in each part.
const lostInGround = (element, style, box, most) => {
  const ink = colourOf(style.webkitTextFillColor);
  if (!ink || ink.alpha !== 1 || isOutlined(style)) return false;
  const x = box.x + box.w / 2, y = box.y + box.h / 2;
  const behind = inViewport(x, y) && colourBehind(element, x, y);
  return !!behind && ink.rgb.every((part, index) => Math.abs(part - behind[index]) <= most);
};

const legible = (element, box) => {
  const style = getComputedStyle(element);
  if (parseFloat(style.fontSize) < smallestLetters || cutAway(element)) return false;
  const ink = colourOf(style.webkitTextFillColor);
  if (ink?.alpha === 0 && !isOutlined(style)) return false;
  return !lostInGround(element, style, box, sameColour);
};
