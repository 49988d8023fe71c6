/** Which way the page reads. The library behind menus takes no notice of it by itself. */
export function pageDirection(): 'ltr' | 'rtl' {
  return document.dir === 'rtl' ? 'rtl' : 'ltr'
}
