// What a person who watches is told between steps. It is there only while nothing is filmed, pictured
// or clicked (recorder/captions.h), and we overlook it ourselves: see `skipped` and `mutated`.
const captionTag = 'FIRSTHAND-CAPTION';
let captionHost = null, captionGone = true;

const uncaption = () => {
  if (!captionHost) return;
  captionHost.remove();
  captionHost = null;
  requestAnimationFrame(() => requestAnimationFrame(() => { captionGone = true; }));
};

const caption = (text) => {
  captionHost?.remove();
  captionGone = false;
  captionHost = document[$.createElement]('firsthand-caption');
  captionHost.style.cssText = 'all:initial;position:fixed;inset:auto 0 0 0;width:auto;margin:0;padding:0;border:0;' +
    'background:transparent;pointer-events:none;z-index:2147483647;display:block';
  const box = document[$.createElement]('div');
  box.style.cssText = 'margin:12px;padding:10px 14px;border-radius:8px;background:#1b1f24;color:#fff;' +
    'font:16px/1.4 sans-serif;overflow-wrap:anywhere';
  box[$.textContent] = text;
  captionHost.attachShadow({mode: 'closed'}).append(box);
  document[$.documentElement].append(captionHost);
  // Above what is in the top layer already, such as an open dialog.
  captionHost.popover = 'manual';
  try { captionHost.showPopover(); } catch (error) { /* it stands on the page all the same */ }
};

const isCaption = (record) => record.target[$.tagName] === captionTag ||
  (record.type === 'childList' && [...record.addedNodes, ...record.removedNodes].every((node) => node[$.tagName] === captionTag));
