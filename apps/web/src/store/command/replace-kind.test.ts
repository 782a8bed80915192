import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { edgesOf } from '../document/edges.ts'
import { locate } from '../document/locate.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { replaceKind } from './replace-kind.ts'

function replace(document: WorkflowDocument, path: string, kind: string) {
  const contract = catalog.get(kind)
  if (!contract) throw new Error(`no kind ${kind}`)
  return replaceKind(document, path, contract)
}

it('keeps name, lines, arguments and policies, and lists the settings that do not fit', () => {
  const rich: WorkflowDocument = { ...trip, steps: trip.steps.map((step) => (step.name === 'charge' ? { ...step, config: { url: 'http://x', method: 'POST' }, retry: { max: 2 }, timeout: 'PT5S' } : step)) }
  const made = replace(rich, 'charge', 'debug')
  if (!made.ok) throw new Error(made.reason)
  expect(made.lost).toEqual(['the setting url', 'the setting method'])
  const after = triplet(rich, made.command)
  expect(locate(after, 'charge')?.step).toEqual({ name: 'charge', kind: 'debug', arguments: trip.steps[3]?.arguments, retry: { max: 2 }, timeout: 'PT5S', ...(locate(after, 'charge')?.step.config ? { config: locate(after, 'charge')?.step.config } : {}) })
  expect(edgesOf(after)).toEqual(edgesOf(rich))
})

it('keeps what is inside when the new kind holds steps too, and says what elements are lost', () => {
  const made = replace(trip, 'extras', 'group')
  if (!made.ok) throw new Error(made.reason)
  expect(made.lost).toContain('the elements that Book took')
  const after = triplet(trip, made.command)
  expect(locate(after, 'extras.book')?.step.arguments).toEqual([{ name: 'flight', from: { result: 'reserve_flight' } }])
  expect(locate(after, 'extras')?.step.return).toBe('book')
})

it('refuses to lose steps', () => {
  const no = replace(trip, 'extras', 'debug')
  expect(no.ok ? '' : no.reason).toBe('Extras holds 2 steps, which a Debug cannot hold: move them out first.')
  const same = replace(trip, 'charge', 'http.request')
  expect(same.ok ? '' : same.reason).toBe('Charge is of that kind already.')
})

it('makes room for steps', () => {
  const made = replace(trip, 'charge', 'group')
  if (!made.ok) throw new Error(made.reason)
  expect(locate(triplet(trip, made.command), 'charge')?.step.steps).toEqual([])
})
