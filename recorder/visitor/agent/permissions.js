// Runs in the page's own world, before any of its scripts: what asks for a permission says so first.
// Headless denies in silence what a browser with a window would ask its user for.
const tell = (what) => document.dispatchEvent(new CustomEvent(word, {detail: what}));
const watched = (owner, name, whatOf) => {
  const own = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (!own || typeof own.value !== 'function') return;
  const asking = new Proxy(own.value, {
    apply: (target, self, list) => { try { tell(whatOf(...list)); } catch { /* it asks all the same */ } return Reflect.apply(target, self, list); },
  });
  Object.defineProperty(owner, name, {...own, value: asking});
};
watched(globalThis.Notification, 'requestPermission', () => 'notifications');
watched(globalThis.PushManager?.prototype, 'subscribe', () => 'notifications');
for (const name of ['getCurrentPosition', 'watchPosition']) watched(globalThis.Geolocation?.prototype, name, () => 'location');
watched(globalThis.MediaDevices?.prototype, 'getUserMedia', (wanted) => [wanted?.video && 'camera', wanted?.audio && 'microphone'].filter(Boolean).join(' and '));
watched(globalThis.Clipboard?.prototype, 'readText', () => 'clipboard');
