// Where what can be read, pressed or filled in stands, for the page that is kept, how small its letters
// are, and what a picture is drawn from. And whether nobody can see it, though the page shows it.
// Fields are always placed; of the rest no more than this, and as far as the time for it reaches.
const mostPlaced = 5000, mostMarkedMs = 60;
const placed = new Set(['INPUT', 'SELECT', 'TEXTAREA', 'BUTTON', 'SUMMARY', 'IMG']);
const placedRoles = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'option', 'menuitem', 'slider']);
const nearlyTheSame = 12;  // of 255, in each part: no eye tells them apart

const isField = (node) => ['INPUT', 'SELECT', 'TEXTAREA'].includes(node[$.tagName]);

const rounded = (number) => Math.round(number * 10) / 10;
const placeOf = ({x, y, w, h}) => ` data-firsthand-box="${rounded(x)} ${rounded(y)} ${rounded(w)} ${rounded(h)}"`;

const holdsWords = (node) => {
  for (let child = node[$.firstChild]; child; child = child[$.nextSibling])
    if (child[$.nodeType] === Node.TEXT_NODE && /\S/.test(child.data)) return true;
  return false;
};
const isPlaced = (node, words) =>
  words || placed.has(node[$.tagName]) || (node[$.tagName] === 'A' && node[$.hasAttribute]('href')) ||
  placedRoles.has(node[$.getAttribute]('role'));

// Letters smaller than most people read without effort, in pixels of the screen.
const smallLetters = 12;
const sizeOfLetters = (node) => {
  const size = parseFloat(getComputedStyle(node).fontSize) * (visualViewport?.scale ?? 1);
  return size < smallLetters ? ` data-firsthand-letters="${rounded(size)}"` : '';
};
// A picture's own pixels, where those are what it is drawn from.
const pixelsOf = (node) =>
  node[$.tagName] === 'IMG' && node.naturalWidth && !/\.svgz?(?:[?#]|$)|^data:image\/svg/i.test(node.currentSrc) &&
  getComputedStyle(node).imageRendering === 'auto' ? ` data-firsthand-pixels="${node.naturalWidth} ${node.naturalHeight}"` : '';

// What lies over it stands in the page like itself: no box, menu or bar that goes again.
const buried = (element, box) => {
  const over = document[$.elementFromPoint](box.x + box.w / 2, box.y + box.h / 2);
  if (!over || over === element || contains(over, element) || contains(element, over)) return false;
  const colour = colourOf(getComputedStyle(over).backgroundColor);
  if (!over[$.matches](painted) && colour?.alpha !== 1) return false;
  for (let at = over; at && !contains(at, element); at = parentOf(at)) {
    const {position, transform} = getComputedStyle(at);
    if (!['static', 'relative'].includes(position) || transform !== 'none') return false;
  }
  return true;
};

const whyUnseen = (element, box) => {
  if (!inViewport(box.x, box.y) || !inViewport(box.x + box.w - 1, box.y + box.h - 1)) return '';
  if (lostInGround(element, getComputedStyle(element), box, nearlyTheSame)) return 'ground';
  return buried(element, box) ? 'buried' : '';
};

// For one page: what to write into an element's tag.
const marksUntil = (end) => {
  let asked = 0;
  return (node) => {
    const words = holdsWords(node);
    if (!isPlaced(node, words)) return '';
    if (!isField(node) && (++asked > mostPlaced || performance.now() > end)) return '';
    const box = visibleBox(node);
    if (!box) return '';
    const why = words && whyUnseen(node, box);
    return placeOf(box) + (words ? sizeOfLetters(node) : '') + pixelsOf(node) + (why ? ` data-firsthand-unseen="${why}"` : '');
  };
};
