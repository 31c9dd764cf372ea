// Where what can be read or pressed stands, for the page that is kept: in or near the view, as far as
// the time for it reaches. And whether nobody can see it, though the page shows it.
const mostMarkedMs = 25;
const pressed = 'a[href],button,summary,[role=button],[role=link],[role=tab],[role=menuitem]';
const nearlyTheSame = 12;  // of 255, in each part: no eye tells them apart

const placeOf = ({x, y, w, h}) => ` data-firsthand-box="${x} ${y} ${w} ${h}"`;

const holdsText = (node) => {
  for (let child = node[$.firstChild]; child; child = child[$.nextSibling])
    if (child[$.nodeType] === Node.TEXT_NODE && /\S/.test(child.data)) return true;
  return false;
};

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
const placesUntil = (end) => (node) => {
  const reads = holdsText(node);
  if (performance.now() > end || !(reads || node[$.matches](pressed))) return '';
  const box = boxOf(node);
  if (!box || box.y > 1.5 * innerHeight || box.y + box.h < -0.5 * innerHeight || box.x > innerWidth || box.x + box.w < 0) return '';
  const [x, y, w, h] = [box.x, box.y, box.w, box.h].map(Math.round);
  const why = reads && whyUnseen(node, box);
  return placeOf({x, y, w, h}) + (why ? ` data-firsthand-unseen="${why}"` : '');
};
