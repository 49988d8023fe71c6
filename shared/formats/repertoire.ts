import { decisionRequirements } from './decision-requirements.ts'
import type { Format } from './format.ts'
import { gameDay } from './game-day.ts'
import { gamelan } from './gamelan.ts'
import { incidentFlow } from './incident-flow.ts'
import { knowledgeElicitation } from './knowledge-elicitation.ts'
import { morningVistas } from './morning-vistas.ts'
import { tabletop } from './tabletop.ts'
import { wheelOfExpertise } from './wheel-of-expertise.ts'
import { wheelOfMisfortune } from './wheel-of-misfortune.ts'

/**
 * Every exercise format, in the order they are offered. To add one, write its file and name it here:
 * nothing else knows which formats there are.
 */
export const formats: readonly Format[] = [
  gamelan,
  gameDay,
  wheelOfMisfortune,
  incidentFlow,
  tabletop,
  morningVistas,
  decisionRequirements,
  wheelOfExpertise,
  knowledgeElicitation,
]
