// For a visitor without a pointer: what the focus has to be on to work something, where it is, and
// which key gets nearer.
const takesFocus = (element) => {
  if (element[$.hasAttribute]('disabled') || propertyOf(element, 'disabled') === true) return false;
  if (element[$.tagName] === 'A' && !element[$.hasAttribute]('href') && !element[$.hasAttribute]('tabindex')) return false;
  return element[$.tabIndex] >= 0 || element[$.hasAttribute]('tabindex');
};

// The element itself, what it is in, the field that it labels, or what stands in it.
const worksBy = (element) => {
  for (let at = element; at && at !== document[$.body] && at !== document[$.documentElement]; at = parentOf(at)) {
    if (takesFocus(at)) return at;
    if (at[$.tagName] === 'LABEL' && at.control) return at.control;
    // One of a list, of which only the list has the focus.
    if (['option', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'tab', 'treeitem', 'gridcell', 'radio'].includes(at[$.getAttribute]('role')) && groupOf(at)) return at;
  }
  for (const inside of elementsOf(element)) if (takesFocus(inside)) return inside;
  return null;
};

const groups = ['radiogroup', 'tablist', 'menu', 'menubar', 'listbox', 'toolbar', 'tree', 'grid'].map((role) => `[role=${role}]`).join();
const groupOf = (element) => element[$.closest](groups);
const isRadio = (element) => element[$.tagName] === 'INPUT' && element.type === 'radio';

// What the arrows would move in while `focused` has the focus.
const groupsOf = (focused) => {
  const ids = `${focused[$.getAttribute]('aria-controls') || ''} ${focused[$.getAttribute]('aria-owns') || ''}`.split(/\s+/);
  const owned = ids.map((id) => id && focused[$.getRootNode]().getElementById?.(id)).filter(Boolean);
  return [groupOf(focused), ...owned, ...owned.map((each) => groupOf(each))].filter(Boolean);
};

const active = () => {
  const focused = focusNow();
  const id = focused?.[$.getAttribute]('aria-activedescendant');
  return (id && focused[$.getRootNode]().getElementById?.(id)) || focused;
};

// The key that works it once it has the focus; empty: the focus is all that it needs.
const keyOf = (element) => {
  const role = roleOf(element);
  if (isRadio(element) && element.checked) return '';
  if (element[$.tagName] === 'SELECT' || ['checkbox', 'radio', 'switch'].includes(role)) return 'Space';
  if (['slider', 'spinbutton'].includes(role)) return '';
  if (element[$.tagName] === 'INPUT') return noText.has(element.type) ? 'Enter' : '';
  if (element[$.tagName] === 'TEXTAREA' || element[$.isContentEditable]) return '';
  return ['textbox', 'searchbox'].includes(role) ? '' : 'Enter';
};

let keyGoal = null;
const marks = new WeakMap();
let lastMark = 0;

// A number of its own for whatever has the focus; 0: nothing of this frame has it.
const focusMark = () => {
  const focused = active();
  if (!focused) return 0;
  if (!marks.has(focused)) marks.set(focused, ++lastMark);
  return marks.get(focused);
};

const towards = () => {
  if (!keyGoal || !keyGoal[$.isConnected]) return {at: 'gone'};
  const goal = worksBy(keyGoal);
  if (!goal) return {at: 'nowhere'};
  const focused = focusNow(), now = active();
  const inOrder = goal[$.tabIndex] >= 0;
  if (now && (now === goal || contains(goal, now))) return {at: 'goal', key: keyOf(goal), inOrder};
  if (focused && isRadio(focused) && isRadio(goal) && focused.name === goal.name && focused.form === goal.form) return {at: 'group', key: 'ArrowDown', inOrder};
  const group = !isRadio(goal) && groupOf(goal);
  if (focused && group && groupsOf(focused).includes(group) && !(goal[$.tabIndex] >= 0))
    return {at: 'group', key: ['tablist', 'menubar', 'toolbar'].includes(group[$.getAttribute]('role')) && group[$.getAttribute]('aria-orientation') !== 'vertical' ? 'ArrowRight' : 'ArrowDown', inOrder};
  // In another tree nobody can tell.
  const order = focused ? goal[$.compareDocumentPosition](focused) : 0;
  const behind = !(order & Node.DOCUMENT_POSITION_DISCONNECTED) && !!(order & Node.DOCUMENT_POSITION_FOLLOWING);
  return {at: 'elsewhere', behind, inOrder};
};
