import { accidentDrill, cellsOf, compensationCoverage, failureMatrix, rehearse, setStage, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { createRehearsalStore, type KeptExpectation, playNext, type RehearsalDeps, type RehearsalStore } from './rehearsal-store.ts'
import type { Play } from './worker-messages.ts'

const logic = createLogic()
const stageOf = ({ document, library }: Play): Stage => setStage(document, { catalog, logic, workflow: (reference) => library[reference] })

/** The worker's own work, without the thread: only the last question of a type is answered. */
function worker(): RehearsalDeps['worker'] & { readonly asked: string[]; idle(): Promise<void> } {
  const asked: string[] = []
  const newest = new Map<string, number>()
  let done: Promise<unknown> = Promise.resolve()
  return {
    asked,
    dispose: () => undefined,
    idle: async () => void (await done),
    ask(question, listener) {
      asked.push(question.type)
      const id = asked.length
      newest.set(question.type, id)
      const tell = (answer: Parameters<typeof listener>[0]) => newest.get(question.type) === id && listener(answer)
      const work = async () => {
        try {
          const stage = stageOf(question.play)
          if (question.type === 'backtest') return undefined
          if (question.type === 'coverage') return tell({ type: 'coverage', coverage: compensationCoverage(stage) })
          if (question.type === 'drill') return tell({ type: 'drill', drill: await accidentDrill(stage) })
          if (question.type === 'rehearse') return tell({ type: 'rehearsed', rehearsal: await rehearse(stage, question.script) })
          const matrix = await failureMatrix(stage, question.fixture ? { fixture: question.fixture } : {})
          return tell({ type: 'matrix', matrix, coverage: compensationCoverage(stage, matrix) })
        } catch (error) {
          return tell({ type: 'problem', message: String(error) })
        }
      }
      done = Promise.all([done, work()])
    },
  }
}

const post = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'http.request', config: { method: 'POST', url: `http://127.0.0.1:1/${name}` }, undo: 'undo', ...more })
const trip = (card: Partial<Step> = {}): WorkflowDocument => ({ eddy: 1, name: 'trip', steps: [post('room'), post('card', { waitFor: ['room'], ...card })], handlers: [{ name: 'undo', kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:1/x' } }] })

function open(keeper: RehearsalDeps['keeper'] = { save: () => Promise.resolve(), remove: () => Promise.resolve() }) {
  const hands = worker()
  const said: string[] = []
  const store = createRehearsalStore({ worker: hands, keeper, notify: (text) => said.push(text) })
  return { store, hands, said, state: () => store.getState() }
}

const setPlay = (store: RehearsalStore, document: WorkflowDocument) => store.getState().setPlay({ document, library: {} })

describe('the rehearsal of an editor', () => {
  it('keeps expectations under the names that steps go by, there and back, also those that were not loaded yet', async () => {
    const calls: string[] = []
    const told = (cells: readonly Pick<KeptExpectation, 'step'>[]) => cells.map(({ step }) => step).join()
    const { store, state } = open({ save: (cells) => Promise.resolve(calls.push(`save ${told(cells)}`)), remove: (cells) => Promise.resolve(calls.push(`remove ${told(cells)}`)) })
    const card: KeptExpectation = { fixture: '', step: 'card', kind: 'fail', end: 'rolled_back', undone: ['room'], residue: [] }
    const room: KeptExpectation = { fixture: '', step: 'room', kind: 'fail', end: 'rolled_back', undone: [], residue: [] }
    store.getState().toggleBreakpoint('room')
    store.getState().followRenames([{ path: 'card', name: 'charge' }])
    store.getState().setExpectations([card, room])
    expect(state().expectations).toEqual([{ ...card, step: 'charge' }, room])
    store.getState().followRenames([{ path: 'room', name: 'hotel' }])
    expect(state().expectations).toEqual([{ ...card, step: 'charge', undone: ['hotel'] }, { ...room, step: 'hotel' }])
    expect([...state().breakpoints]).toEqual(['hotel'])
    store.getState().followRenames([{ path: 'hotel', name: 'room' }])
    store.getState().followRenames([{ path: 'charge', name: 'card' }])
    expect(state().expectations).toEqual([card, room])
    await new Promise((done) => setTimeout(done))
    // what stays where it is and only says another name is not removed
    expect(calls.toSorted()).toEqual(['remove card', 'remove charge', 'remove hotel', 'remove room', 'save card', 'save charge', 'save charge,hotel', 'save charge,room'].toSorted())
  })

  it('knows the coverage always, and the matrix only while it is open', async () => {
    const { store, hands, state } = open()
    setPlay(store, trip())
    await hands.idle()
    expect([hands.asked, state().coverage?.percent, state().matrix]).toEqual([['coverage'], 100, undefined])
    state().show(true)
    await hands.idle()
    expect([hands.asked, state().matrix && cellsOf(state().matrix ?? { rows: [] }).length, state().computing]).toEqual([['coverage', 'matrix'], 12, undefined])
  })

  it('follows edits, and tells what they change', async () => {
    const { store, hands, state } = open()
    setPlay(store, trip())
    state().show(true)
    await hands.idle()
    setPlay(store, trip({ undo: 'none' }))
    expect(state().computing).toEqual({ done: 0, of: 0 })
    await hands.idle()
    expect(state().baseline).not.toBe(state().matrix)
    state().compareFromHere()
    expect(state().baseline).toBe(state().matrix)
  })

  it('says in a sentence what cannot be rehearsed', async () => {
    const { store, hands, state } = open()
    setPlay(store, { ...trip(), steps: [{ name: 'a', kind: 'compose', config: { workflow: 'nowhere' } }] })
    state().show(true)
    await hands.idle()
    expect(state().problem).toContain('"nowhere", which is not in the library')
    setPlay(store, trip())
    await hands.idle()
    expect([state().problem, state().matrix?.workflow]).toEqual([undefined, 'trip'])
  })

  it('keeps expectations, and takes them back when they could not be kept', async () => {
    const saved: KeptExpectation[] = []
    const { store, hands, state } = open({ save: async (some) => void saved.push(...some), remove: () => Promise.reject(new Error('offline')) })
    setPlay(store, trip())
    state().show(true)
    await hands.idle()
    const [cell] = cellsOf(state().matrix ?? { rows: [] })
    if (!cell) throw new Error('no cell')
    state().expect([cell], true)
    expect(saved).toEqual([{ fixture: '', step: 'room', kind: 'fail', end: 'rolled_back', undone: [], residue: [] }])
    state().expect([cell], false)
    expect(state().expectations).toEqual([])
    await expect.poll(() => state().expectations.length).toBe(1)
  })

  it('is cancelled at the moment that is shown, and goes on from there', async () => {
    const { store, hands, state } = open()
    setPlay(store, trip())
    state().perform([])
    await hands.idle()
    const events = () => state().played?.playback.events ?? []
    const before = events()
    const at = before.findIndex(({ type, step }) => type === 'step.started' && step === 'card') + 1
    state().seek(at)
    state().cancelHere()
    await hands.idle()
    expect(state().played?.playback.shown).toBe(at)
    expect(events().slice(0, at)).toEqual(before.slice(0, at))
    expect(events().slice(at).map(({ type }) => type)).toContain('run.cancelled')
    expect(state().played?.playback.rehearsal).toMatchObject({ end: 'cancelled', undone: ['card', 'room'] })
    state().perform([])
    expect(state().cancelAt).toBeUndefined()
  })

  it('plays event by event, stops before a step, and goes back', async () => {
    const { store, hands, state } = open()
    setPlay(store, trip())
    state().toggleBreakpoint('card')
    state().perform([{ step: 'card', kind: 'fail' }])
    await hands.idle()
    const playback = () => {
      const { played } = state()
      if (!played) throw new Error('nothing is played')
      return { playing: played.playing, view: played.playback.view(), at: played.playback.shown }
    }
    while (playback().playing) playNext(store)
    expect(playback().view.step('room')?.status).toBe('succeeded')
    expect(playback().view.step('card')?.status).toBe('queued')
    state().setPlaying(true)
    while (playback().playing) playNext(store)
    expect([playback().view.run.status, playback().view.step('room')?.status]).toEqual(['rolled_back', 'undone'])
    state().seek(playback().at - 1)
    expect(playback().view.run.status).toBe('rolling_back')
    state().seek(0)
    expect(playback().view.run.seq).toBe(0)
    state().endPlay()
    expect(state().played).toBeUndefined()
  })
})
