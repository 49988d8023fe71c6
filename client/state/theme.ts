import { createSubscriber } from 'svelte/reactivity'

/** The room's light: as the system has it, or as this person set it in this browser. */
export type Theme = 'system' | 'light' | 'dark'

const place = 'gamelan.theme'

let tell = () => {}
const subscribe = createSubscriber((update) => {
  tell = update
})

/** Read inside an effect or a derived, it follows. */
export function chosenTheme(): Theme {
  subscribe()
  const kept = localStorage.getItem(place)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(place)
  else localStorage.setItem(place, theme)
  applyTheme()
  tell()
}

export function applyTheme(): void {
  const theme = chosenTheme()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
