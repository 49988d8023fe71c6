/*
 * What jsdom lacks and a page in a browser has, before any component is read. Nothing moves:
 * the tests are about what is there.
 */
Element.prototype.animate = function animate() {
  return Object.assign(new EventTarget(), {
    cancel: () => undefined,
    finished: Promise.resolve(),
  }) as unknown as Animation
}
Element.prototype.scrollIntoView = () => undefined
Element.prototype.getAnimations = () => []
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), { matches: true, media }) as unknown as MediaQueryList
window.ResizeObserver = class {
  observe = () => undefined
  unobserve = () => undefined
  disconnect = () => undefined
}
