// What a visitor scrolls who looks for something: the page, or else the largest part of it that
// scrolls by itself.
let scrolledFrom = null;  // {element, top} as it was before the visitor looked

const scrollsDown = (element) => element[$.scrollHeight] - element[$.clientHeight] > 20;
const largestScroller = () => {
  let best = null;
  for (const element of elementsOf(document[$.body] || document[$.documentElement])) {
    if (!scrollsDown(element) || !/auto|scroll/.test(getComputedStyle(element).overflowY)) continue;
    const whole = visible(element) && boxOf(element), box = whole && clipped(whole, element);
    if (!box || box === 'never' || box.w * box.h < innerWidth * innerHeight / 20) continue;
    if (!best || box.w * box.h > best.box.w * best.box.h) best = {element, box};
  }
  return best;
};

const scroller = () => {
  const page = document[$.scrollingElement] || document[$.documentElement];
  if (!page) return null;
  const locked = pageScroll().y.locked;
  const part = largestScroller();
  const whole = {element: page, box: {x: 0, y: 0, w: innerWidth, h: innerHeight}};
  const chosen = !locked && (scrollsDown(page) || !part) ? whole : part || whole;
  const {element, box} = chosen;
  if (!scrolledFrom || scrolledFrom.element !== element) scrolledFrom = {element, top: element[$.scrollTop]};
  return {x: box.x + box.w / 2, y: box.y + box.h / 2, height: box.h, top: element[$.scrollTop],
    more: element[$.scrollTop] + element[$.clientHeight] < element[$.scrollHeight] - 1};
};

const scrollBack = () => {
  if (scrolledFrom) scrolledFrom.element[$.scrollTo]({top: scrolledFrom.top, behavior: 'instant'});
  scrolledFrom = null;
};
