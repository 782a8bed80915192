import { describe, expect, it } from 'vitest'
import { fakeCatalog } from '../testing/fake-catalog.ts'
import { importText } from '../import/import-text.ts'
import { CURRENT_FORMAT, formatOf, upgradeDocument } from './upgrade-document.ts'

/** A document of each format that there has been: the chain takes every one to the newest. */
const OLDER = {
  0: {
    name: 'recover',
    inputs: ['operation', { name: 'limit', default: 3 }],
    middleware: ['telemetry', 'coordination'],
    steps: [
      { name: 'ask', kind: 'http', config: { url: 'http://h/' }, async: true, retries: 2 },
      { name: 'pause', kind: 'delay', deps: ['ask'], async: false },
      { name: 'each', kind: 'loop', deps: ['ask', 'pause'], arguments: [{ name: 'initial', from: { result: 'ask' } }], steps: [{ name: 'do', kind: 'agent', retries: -1 }] },
      { name: 'choose', kind: 'switch', branches: [{ when: 'x', steps: [{ name: 'tell', kind: 'signal.send' }] }] },
    ],
    compensate: [{ name: 'report', kind: 'handoff' }],
    returns: 'each',
  },
} as const

describe('from format 0', () => {
  it('says everything as the next format does, and tells where', () => {
    const { document, notes, from } = { notes: [], from: -1, ...upgradeDocument(OLDER[0]) } as Extract<ReturnType<typeof upgradeDocument>, { ok: true }>
    expect(from).toBe(0)
    expect(document).toEqual({
      eddy: 1,
      name: 'recover',
      inputs: [{ name: 'operation' }, { name: 'limit', default: 3 }],
      steps: [
        { name: 'ask', kind: 'http.request', config: { url: 'http://h/' }, retry: { max: 2 } },
        { name: 'pause', kind: 'wait.timer', waitFor: ['ask'], mode: 'sync' },
        { name: 'each', kind: 'repeat', waitFor: ['pause'], arguments: [{ name: 'initial', from: { result: 'ask' } }], steps: [{ name: 'do', kind: 'agent.task', retry: { max: 'unlimited' } }] },
        { name: 'choose', kind: 'switch', branches: [{ when: 'x', steps: [{ name: 'tell', kind: 'send.signal' }] }] },
      ],
      failure: { steps: [{ name: 'report', kind: 'agent.handoff' }] },
      return: 'each',
    })
    expect(notes.map(({ step, how, message }) => `${how} ${step}: ${message}`).toSorted()).toEqual([
      'exact : Its block "compensate" is the failure lane now.',
      'exact : "returns" is "return" now.',
      'refused : Its middleware (telemetry, coordination) is set for the whole server now: see there whether it is.',
      'exact ask: The kind "http" is "http.request" now, "async" is "mode" now, "retries" is "retry" now.',
      'exact pause: The kind "delay" is "wait.timer" now, "deps" is "waitFor" now, "async" is "mode" now.',
      'exact each.do: The kind "agent" is "agent.task" now, "retries" is "retry" now.',
      'exact each: The kind "loop" is "repeat" now, "deps" is "waitFor" now.',
      'exact choose.tell: The kind "signal.send" is "send.signal" now.',
      'exact report: The kind "handoff" is "agent.handoff" now.',
    ].toSorted())
  })

  it('leaves what is malformed for the reader to name', () => {
    expect(upgradeDocument({ steps: ['a', { name: 1, deps: 'b', branches: [null] }], inputs: 7 })).toMatchObject({ ok: true, document: { eddy: 1, inputs: 7, steps: ['a', { name: 1, waitFor: 'b', branches: [null] }] } })
  })
})

it('has a document of every older format, and takes each to the newest', () => {
  expect(Object.keys(OLDER).map(Number)).toEqual(Array.from({ length: CURRENT_FORMAT }, (_none, format) => format))
  for (const [format, older] of Object.entries(OLDER)) {
    expect(formatOf(older)).toBe(Number(format))
    expect(upgradeDocument(older)).toMatchObject({ ok: true, document: { eddy: CURRENT_FORMAT } })
  }
})

it('leaves a document of this format as it is', () => {
  const document = { eddy: 1, name: 'w', steps: [{ name: 'a', kind: 'http', deps: [] }] }
  expect(upgradeDocument(document)).toEqual({ ok: true, document, from: 1, notes: [] })
})

it.each([[2, 'a newer Eddy has written'], ['one', 'which is none'], [-1, 'which is none'], [1.5, 'which is none']])('refuses the format %j', (eddy, reason) => {
  const upgraded = upgradeDocument({ eddy, name: 'w', steps: [] })
  expect(upgraded.ok ? '' : upgraded.reason).toContain(reason)
})

describe('importing an older document', () => {
  it('reports it step by step', () => {
    const importing = importText(JSON.stringify(OLDER[0]), fakeCatalog)
    expect(importing).toMatchObject({ ok: true, format: 'eddy', upgradedFrom: 0 })
    const report = importing.ok ? importing.report : []
    expect(report[0]).toMatchObject({ item: 'The workflow', became: 'recover', how: 'approximated' })
    expect(report.find(({ item }) => item === 'each')).toEqual({ item: 'each', became: 'each (repeat)', how: 'exact', note: 'The kind "loop" is "repeat" now, "deps" is "waitFor" now.', step: 'each' })
    // a kind that is not here
    expect(report.find(({ item }) => item === 'each.do')).toMatchObject({ how: 'refused', note: 'The kind "agent" is "agent.task" now, "retries" is "retry" now. There is no kind "agent.task" here: give the step another one.' })
  })

  it('refuses with everything that is wrong', () => {
    const importing = importText(JSON.stringify({ name: 'Bad Name', steps: [{ name: 'a', kind: 'debug', retries: 'many' }, { name: 'b', kind: 7 }], more: true }), fakeCatalog)
    expect(importing.ok).toBe(false)
    expect(importing.ok ? [] : importing.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['/name', '/more', '/steps/0/retry/max', '/steps/1/kind']))
  })
})
