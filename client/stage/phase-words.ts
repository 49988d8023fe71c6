import type { Phase } from '../../shared/stage/phase.ts'
import { phaseWords } from '../words/phases.ts'

export const phaseNames: Readonly<Record<Phase, string>> = phaseWords.names
