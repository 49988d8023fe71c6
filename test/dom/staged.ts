import type { Component } from 'svelte'
import { flushSync, mount, unmount } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { vi } from 'vitest'
import * as Y from 'yjs'
import type { BoardEdit, BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import type { ConductView } from '../../client/conduct/conduct-view.ts'
import { provideConductView } from '../../client/conduct/conduct-view.ts'
import { EditDesk, provideEditDesk } from '../../client/conduct/edit-desk.svelte.ts'
import type { SeenInject, StageView } from '../../client/state/stage-view.ts'
import { provideStageView } from '../../client/state/stage-view.ts'
import { tracked } from '../../client/state/yjs.svelte.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { spokenFormat } from '../../client/words/formats.ts'
import type { BracketId, FermataId, ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  changedFormat,
  currentPhase,
  readBrackets,
  readAborts,
  readChannel,
  readChoices,
  readClock,
  readCues,
  readDraws,
  readExperiments,
  readFermatas,
  readInjects,
  readPhases,
  readReactions,
  readRoster,
  readRotations,
  readSpins,
  readStandOffers,
  readStopwatch,
  readTunings,
  readTagKinds,
  readTagModes,
  readTags,
  readTranscriptEvents,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { OwnBlind } from '../../shared/tags/tag.ts'
import { nothingBlind } from '../../shared/tags/tag.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'

export const ana = 'p_ana' as ParticipantId

/** A stage as the server would have written it, seen by Ana, with the answers a test gives. */
export class Staged implements StageView {
  readonly me = ana
  readonly doc: StageDoc = stageDoc(new Y.Doc())
  /** What the page sent, and what comes back. */
  readonly sent: Command[] = []
  readonly myAnswers = new SvelteMap<FermataId, readonly string[]>()
  readonly myBracketTexts = new SvelteMap<BracketId, string>()
  seenReadings: StageView['seenReadings'] = []
  reply: Reply = { ok: true }
  wall = 1_700_000_100_000

  constructor(role: Role = 'participant') {
    const joined = { hue: 40, number: 1, joinedAt: 1, removedAt: null }
    this.doc.roster.set(ana, { participantId: ana, name: 'Ana', role, ...joined })
  }

  send = (command: Command): Promise<Reply> => {
    this.sent.push(command)
    return Promise.resolve(this.reply)
  }

  now(): number {
    return this.wall
  }

  get people() {
    tracked(this.doc.roster)
    return readRoster(this.doc)
  }
  get format() {
    tracked(this.doc.formats)
    return spokenFormat(changedFormat(this.doc) ?? 'gamelan')
  }
  get phases() {
    tracked(this.doc.phases)
    return readPhases(this.doc)
  }
  get phase() {
    tracked(this.doc.phases)
    return currentPhase(this.doc)
  }
  get clock() {
    tracked(this.doc.clock)
    return readClock(this.doc)
  }
  get injects(): readonly SeenInject[] {
    tracked(this.doc.injects)
    return readInjects(this.doc)
  }
  get channel() {
    tracked(this.doc.channel)
    return readChannel(this.doc)
  }
  get reactions() {
    tracked(this.doc.reactions)
    return readReactions(this.doc)
  }
  answers: StageView['answers'] = []
  get cues() {
    tracked(this.doc.cues)
    return readCues(this.doc)
  }
  get rotations() {
    tracked(this.doc.rotations)
    return readRotations(this.doc)
  }
  get spins() {
    tracked(this.doc.spins)
    return readSpins(this.doc)
  }
  get stopwatch() {
    tracked(this.doc.stopwatch)
    return readStopwatch(this.doc)
  }
  get draws() {
    tracked(this.doc.draws)
    return readDraws(this.doc)
  }
  get standOffers() {
    tracked(this.doc.standOffers)
    return readStandOffers(this.doc)
  }
  get branches() {
    tracked(this.doc.choices)
    return branchesOf(readChoices(this.doc))
  }
  get transcript() {
    tracked(this.doc.transcript)
    return readTranscriptEvents(this.doc)
  }
  get fermatas() {
    tracked(this.doc.fermatas)
    return readFermatas(this.doc)
  }
  get brackets() {
    tracked(this.doc.brackets)
    return readBrackets(this.doc)
  }
  get tunings() {
    tracked(this.doc.tunings)
    return readTunings(this.doc)
  }
  get tags() {
    tracked(this.doc.tags)
    return readTags(this.doc)
  }
  get tagKinds() {
    tracked(this.doc.tagKinds)
    return readTagKinds(this.doc)
  }
  get tagModes() {
    tracked(this.doc.tagModes)
    return readTagModes(this.doc)
  }
  myTags: OwnBlind = nothingBlind
  get aborts() {
    tracked(this.doc.aborts)
    return readAborts(this.doc)
  }
  get experiments() {
    tracked(this.doc.experiments)
    return readExperiments(this.doc)
  }
}

/** A script in which nothing stands. */
export const noScript: ConductView = {
  plan: [],
  landings: new Map(),
  sightings: new Map(),
  threads: new Map(),
  thrown: [],
  title: 'A test',
  situation: null,
  runHead: null,
  bracketTexts: [],
  tagProgress: [],
  wheel: null,
  recorded: () => Promise.reject(new Error('Nothing was recorded.')),
  preparedAnswers: [],
  answersSent: new Map(),
  transcriptLines: { begins: null, lines: [] },
}

/** Draws a component over a stage and a board; `add` says what became a card, `setPart` what I play. */
export function draw(component: Component, stage: StageView, some: Partial<ConductView> = {}) {
  // What is read anew each time stays so.
  const script = Object.defineProperties({ ...noScript }, Object.getOwnPropertyDescriptors(some))
  const add = vi.fn<BoardEdit['add']>()
  const setPart = vi.fn<BoardEdit['setPart']>()
  const setDoing = vi.fn<BoardEdit['setDoing']>()
  const edit = { add, setPart, setDoing } satisfies Partial<BoardEdit>
  const board: BoardView = {
    format: stage.format,
    board: boardDoc(new Y.Doc()),
    people: stage.people,
    present: [],
    presentAt: () => [],
    me: stage.me,
    now: () => stage.now(),
    storyOf: () => Promise.resolve([]),
    news: null,
    edit: edit as Partial<BoardEdit> as BoardEdit,
  }
  const target = document.body.appendChild(document.createElement('main'))
  const drawn = mount(under(component, board, stage, script), { target, context: new Map() })
  flushSync()
  return {
    page: target,
    add,
    setPart,
    setDoing,
    dispose: async () => {
      await unmount(drawn)
      target.remove()
    },
  }
}

/** The component with what its parents would provide. */
function under(
  component: Component,
  board: BoardView,
  stage: StageView,
  script: ConductView,
): Component {
  return (...rest) => {
    provideBoardView(board)
    provideStageView(stage)
    provideConductView(script)
    provideEditDesk(new EditDesk())
    return component(...rest)
  }
}
