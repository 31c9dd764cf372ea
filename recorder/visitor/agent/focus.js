// What the keys go to.
const focusNow = () => {
  if (!document[$.hasFocus]()) return null;
  let at = document[$.activeElement];
  while (at && rootOf(at)?.[$.activeElement]) at = rootOf(at)[$.activeElement];
  if (!at || at === document[$.body] || at === document[$.documentElement]) return null;
  return ['IFRAME', 'FRAME', 'OBJECT', 'EMBED'].includes(at[$.tagName]) ? null : at;
};

const noText = new Set(['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'file', 'range', 'color']);
const takesText = (element) => {
  if (element[$.isContentEditable]) return true;
  if (element[$.tagName] === 'INPUT') return !noText.has(element.type) && !element.readOnly;
  if (element[$.tagName] === 'TEXTAREA') return !element.readOnly;
  const role = roleOf(element);
  if (fieldRoles.has(role) || ['application', 'grid', 'menu', 'tree'].includes(role)) return true;
  // A page's own kind of field.
  return !role && element[$.tabIndex] >= 0;
};
