import { mount } from 'svelte'
import { applyTheme } from './state/theme.ts'
import { chosenLanguage, prepareLanguage } from './words/language.ts'
import { speak } from './words/spoken.ts'
import { must } from '../shared/invariants.ts'
import './styles/tokens.css'
import './styles/base.css'

applyTheme()
// Words that cannot be fetched keep nobody out: the page speaks English then.
speak(await prepareLanguage(chosenLanguage()).catch(() => prepareLanguage('en')))
// Only now: every file of words is read in the language that is spoken when it is loaded.
const { default: App } = await import('./App.svelte')
mount(App, { target: must(document.getElementById('app'), 'the element #app') })
