// Roles and names, near enough to the accessibility tree to find by; the best few are confirmed
// there by the recorder.
const inputRoles = {button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
  radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox', file: 'file'};

const roleOf = (element) => {
  const given = (element[$.getAttribute]('role') || '').trim().split(/\s+/)[0];
  if (given) return given;
  switch (element[$.tagName]) {
    case 'A': case 'AREA': return element[$.hasAttribute]('href') ? 'link' : '';
    case 'BUTTON': case 'SUMMARY': return 'button';
    case 'SELECT': return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    case 'TEXTAREA': return 'textbox';
    case 'INPUT': return inputRoles[element.type] || 'textbox';
    case 'OPTION': return 'option';
    case 'IMG': return 'image';
    case 'LABEL': return 'label';
    default: return element[$.isContentEditable] && !element[$.parentElement]?.[$.isContentEditable] ? 'textbox' : '';
  }
};

const fieldRoles = new Set(['textbox', 'searchbox', 'combobox', 'listbox', 'spinbutton', 'slider', 'file']);
const tickRoles = new Set(['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio']);
const buttonRoles = new Set(['button', 'tab', 'menuitem', 'option', 'switch', 'treeitem', 'gridcell',
  'menuitemcheckbox', 'menuitemradio', 'checkbox', 'radio']);

// Text inside an element, with the names of its pictures, without what is not rendered.
const contentText = (element) => {
  const only = element[$.firstChild];
  if (only && only === element[$.lastChild] && only[$.nodeType] === Node.TEXT_NODE && !rootOf(element) && !skipped.has(element[$.tagName]))
    return only.data;
  const parts = [];
  const stack = [element];
  let size = 0;
  while (stack.length && size < 400) {
    const node = stack.pop();
    if (node[$.nodeType] === Node.TEXT_NODE) {
      parts.push(node.data);
      size += node.data.length;
      continue;
    }
    if (node[$.nodeType] === Node.ELEMENT_NODE) {
      if (skipped.has(node[$.tagName])) continue;
      if (node !== element) {
        if (node[$.getAttribute]('aria-hidden') === 'true' || !shows(node, {visibilityProperty: true})) continue;
        const own = node[$.getAttribute]('aria-label') || (node[$.tagName] === 'IMG' ? node.alt : '');
        if (own) { parts.push(' ' + own + ' '); continue; }
        if (node instanceof SVGElement && node[$.tagName] !== 'svg' && node[$.tagName] !== 'title' && node[$.tagName] !== 'text') {
          if (!node[$.firstElementChild]) continue;
        }
      }
      if (getComputedStyle(node).display !== 'inline') parts.push(' ');
    }
    const from = node[$.nodeType] === Node.ELEMENT_NODE && rootOf(node) ? rootOf(node) : node;
    const inside = node[$.tagName] === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : [...from[$.childNodes]];
    for (let index = inside.length - 1; index >= 0; --index) stack.push(inside[index]);
  }
  return parts.join('');
};

const byIds = (element, attribute) => {
  const ids = (element[$.getAttribute](attribute) || '').trim();
  if (!ids) return '';
  const root = element[$.getRootNode]();
  return ids.split(/\s+/).map((id) => root[$.getElementById]?.(id)).filter(Boolean).map(contentText).join(' ');
};

// For element.labels the browser goes through the whole document, and for the next element again.
const labelsOf = (element) => {
  if (!known) return [...(propertyOf(element, 'labels') || [])];
  const root = element[$.getRootNode]();
  let labels = known.labels.get(root);
  if (!labels) {
    known.labels.set(root, (labels = new Map()));
    for (const label of root[$.querySelectorAll]('label'))
      if (label.control) labels.set(label.control, [...(labels.get(label.control) || []), label]);
  }
  return labels.get(element) || [];
};

const labelText = (element) => labelsOf(element).map((label) => {
  // The label's own words, without those of a control inside it.
  const inner = label[$.querySelector]('select,textarea');
  const text = contentText(label);
  return inner ? text.replace(contentText(inner), ' ') : text;
}).join(' ');

// What an element may be called: [[how, text]…] in the order of trust.
const namesOf = (element) => {
  const names = [];
  const add = (how, text) => { if (text && text.trim()) names.push([how, text]); };
  add('name', byIds(element, 'aria-labelledby'));
  if (!names.length) add('name', element[$.getAttribute]('aria-label'));
  const role = roleOf(element);
  const field = fieldRoles.has(role) || tickRoles.has(role);
  if (labelsOf(element).length) add(names.length ? 'label' : 'name', labelText(element));
  if (element[$.tagName] === 'INPUT' && role === 'button') {
    const usual = {submit: 'Submit', reset: 'Reset'}[element.type] || '';
    add(names.length ? 'text' : 'name', element.type === 'image' ? element.alt : (element.value || usual));
  }
  if (element[$.tagName] === 'IMG') add('alt', element.alt);
  if (element[$.tagName] === 'SELECT' || element[$.tagName] === 'TEXTAREA') { /* content is a value, not a name */
  } else if (!field || role === 'combobox' || tickRoles.has(role)) {
    const content = contentText(element);
    add(names.length ? 'text' : 'name', content);
  }
  add('placeholder', element[$.getAttribute]('placeholder') || element[$.getAttribute]('aria-placeholder'));
  add('title', element[$.getAttribute]('title'));
  return names;
};

const nameOf = (element) => shorten((namesOf(element)[0] || ['', ''])[1]);

const pathOf = (element) => {
  const parts = [];
  for (let at = element; at && parts.length < 5; at = parentOf(at)) {
    if (at[$.id] && /^[\w-]+$/.test(at[$.id])) { parts.unshift('#' + at[$.id]); break; }
    const same = at[$.parentElement] ? [...at[$.parentElement][$.children]].filter((c) => c[$.tagName] === at[$.tagName]) : [];
    parts.unshift(at[$.tagName].toLowerCase() + (same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : ''));
  }
  return parts.join(' > ');
};

// A CSS path for engineers; never used to find anything again. Without one, a sighting is still one.
const selectorOf = (element) => { try { return pathOf(element); } catch (error) { return ''; } };

// What a person would call the layer that `hit` belongs to and `target` does not.
const layerName = (hit, target) => {
  let layer = hit;
  for (let at = hit; at && !contains(at, target) && at !== document[$.body]; at = parentOf(at)) {
    layer = at;
    const style = getComputedStyle(at);
    // A shade says nothing; what it belongs to may.
    if ((at[$.tagName] === 'DIALOG' || style.position === 'fixed') && contentText(at).trim()) break;
  }
  const inside = [...elementsOf(layer)];
  const heading = inside.find((e) => e[$.matches]('h1,h2,h3,h4,h5,h6,[role=heading]') && visible(e));
  const framed = inside.find((e) => e[$.tagName] === 'IFRAME' && e[$.getAttribute]('title') && visible(e));
  const tag = layer[$.tagName].toLowerCase();
  const name = layer[$.getAttribute]('aria-label') || byIds(layer, 'aria-labelledby') ||
    (heading && contentText(heading)) || tidy(contentText(layer)) || framed?.[$.getAttribute]('title') ||
    (layer[$.id] ? `${tag}#${layer[$.id]}` : tag);
  return shorten(name, 60);
};
