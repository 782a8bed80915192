import { describe, expect, it } from 'vitest'
import type { WorkflowDocument } from '../document.ts'
import { acceptOverride, applyOverride, holdsOverride, overrideBetween } from './override.ts'

const base: WorkflowDocument = { eddy: 1, name: 'w', steps: [{ name: 'a', kind: 'http.request', config: { url: 'http://h/' }, timeout: 'PT1S' }, { name: 'g', kind: 'group', steps: [{ name: 'b', kind: 'debug' }] }] }
const changed: WorkflowDocument = { ...base, steps: [{ name: 'a', kind: 'http.request', config: { url: 'http://h/2' } }, { name: 'g', kind: 'group', steps: [{ name: 'b', kind: 'debug', retry: { max: 2 } }] }] }
const made = overrideBetween(base, changed)
const fields = made.ok ? made.fields : []
const override = { name: 'try', fields }

describe('an override', () => {
  it('is what a document sets otherwise, inside containers too', () => {
    expect(fields).toEqual([
      { step: 'a', field: 'config', was: { url: 'http://h/' }, now: { url: 'http://h/2' } },
      { step: 'a', field: 'timeout', was: 'PT1S' },
      { step: 'g.b', field: 'retry', now: { max: 2 } },
    ])
    expect(applyOverride(base, fields)).toEqual({ ok: true, document: changed })
  })

  it('is no edit: steps, inputs and options stay', () => {
    for (const other of [{ ...base, steps: [...base.steps, { name: 'c', kind: 'debug' }] }, { ...base, options: { maxSteps: 5 } }]) expect(overrideBetween(base, other)).toMatchObject({ ok: false, reason: expect.stringContaining('are changed in the draft') })
  })

  it('says what is wrong with a value', () => {
    expect(applyOverride(base, [{ step: 'a', field: 'retry', now: 'often' }])).toMatchObject({ ok: false, problems: [{ step: 'a' }] })
    expect(applyOverride(base, [{ step: 'nowhere', field: 'timeout', now: 'PT1S' }])).toMatchObject({ ok: false })
  })

  it('is taken over into a draft that has moved on elsewhere, once', () => {
    const moved = { ...base, steps: [...base.steps, { name: 'c', kind: 'debug' }] }
    const accepted = acceptOverride(moved, override)
    expect(accepted).toEqual({ ok: true, document: { ...changed, steps: [...changed.steps, { name: 'c', kind: 'debug' }] } })
    expect(accepted.ok && acceptOverride(accepted.document, override)).toEqual(accepted)
    expect([holdsOverride(base, override), accepted.ok && holdsOverride(accepted.document, override)]).toEqual([false, true])
  })

  it('overwrites nothing that was changed meanwhile', () => {
    const moved: WorkflowDocument = { ...base, steps: base.steps.map((step) => (step.name === 'a' ? { ...step, timeout: 'PT9S' } : step)) }
    expect(acceptOverride(moved, override)).toEqual({ ok: false, problems: [], clashes: [{ step: 'a', field: 'timeout', was: 'PT1S', draft: 'PT9S' }] })
  })
})
