import type { Phase } from '../../shared/stage/phase.ts'

export const phaseNames: Readonly<Record<Phase, string>> = {
  lobby: 'Lobby',
  play: 'Play',
  debrief: 'Debrief',
  closed: 'Closed',
}
