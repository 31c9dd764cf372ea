// A slider as it stands: its value and scale, where its thumb is, and where its track begins and ends.
const sliderState = (element) => {
  const box = boxOf(element);
  if (!box) return null;
  const number = (text, otherwise) => (text === null || text === '' || isNaN(+text) ? otherwise : +text);
  const style = getComputedStyle(element);
  if (element[$.tagName] === 'INPUT') {
    const min = number(element.min, 0), max = number(element.max, 100);
    const vertical = style.writingMode.startsWith('vertical') || style.appearance === 'slider-vertical';
    // The browser's own thumb is 16 pixels wide and stays within the box.
    const half = 8, flipped = style.direction === 'rtl';
    const [from, to] = vertical ? [box.y + half, box.y + box.h - half] : [box.x + half, box.x + box.w - half];
    return {native: true, value: +element.value, min, max, vertical, x: box.x + box.w / 2, y: box.y + box.h / 2,
      from: flipped ? to : from, to: flipped ? from : to};
  }
  const vertical = element[$.getAttribute]('aria-orientation') === 'vertical';
  // The first thing around the thumb that is much longer than it.
  let track = null;
  for (let at = parentOf(element); at && !track; at = parentOf(at)) {
    const around = boxOf(at);
    if (around && (vertical ? around.h > box.h * 3 : around.w > box.w * 3)) track = around;
  }
  track = track || box;
  return {native: false, value: number(element[$.getAttribute]('aria-valuenow'), null),
    min: number(element[$.getAttribute]('aria-valuemin'), 0), max: number(element[$.getAttribute]('aria-valuemax'), 100), vertical,
    x: box.x + box.w / 2, y: box.y + box.h / 2,
    from: vertical ? track.y + track.h : track.x, to: vertical ? track.y : track.x + track.w};
};
