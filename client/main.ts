import { mount } from 'svelte'
import App from './App.svelte'
import { applyTheme } from './state/theme.ts'
import { must } from '../shared/invariants.ts'
import './styles/tokens.css'
import './styles/base.css'

applyTheme()
mount(App, { target: must(document.getElementById('app'), 'the element #app') })
