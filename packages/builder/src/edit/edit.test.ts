import { catalog } from '@eddy/steps/contract'
import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { edit, EditError, origin, result, workflow } from '../index.ts'

const trip = workflow('book_trip')
  .handler('cancel_hotel', { kind: 'debug', arguments: { id: origin('value') } })
  .step('hotel', { kind: 'debug', undo: 'cancel_hotel' })
  .group('pay', (inner) => inner.step('charge', { kind: 'debug', arguments: { hotel: result('hotel') } }))
  .step('confirm', { kind: 'debug', waitFor: ['hotel', 'pay'] })
  .return('confirm')

function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof EditError) return error.message
    throw error
  }
  return ''
}

describe('edit', () => {
  it('renames a step and every reference to it', () => {
    const { document } = edit(trip).rename('hotel', 'room').rename('cancel_hotel', 'cancel_room').rename('confirm', 'done').rename('pay.charge', 'take')
    expect(document).toStrictEqual(
      workflow('book_trip')
        .handler('cancel_room', { kind: 'debug', arguments: { id: origin('value') } })
        .step('room', { kind: 'debug', undo: 'cancel_room' })
        .group('pay', (inner) => inner.step('take', { kind: 'debug', arguments: { hotel: result('room') } }))
        .step('done', { kind: 'debug', waitFor: ['room', 'pay'] })
        .return('done').document,
    )
  })

  it('sets and takes away fields, wherever the step is', () => {
    const { document } = edit(trip.document).set('pay.charge', 'retry', { max: 3 }).set('hotel', 'undo', undefined).set('cancel_hotel', 'title', 'Cancel')
    expect(document.steps[1]?.steps?.[0]?.retry).toEqual({ max: 3 })
    expect(document.steps[0]).toStrictEqual({ name: 'hotel', kind: 'debug' })
    expect(document.handlers?.[0]?.title).toBe('Cancel')
    expect(document.steps[2]).toBe(trip.document.steps[2])
    expect(trip.document.steps[0]?.undo).toBe('cancel_hotel')
  })

  it('inserts steps after others, in their list', () => {
    const mail: Step = { name: 'mail', kind: 'debug' }
    const { document } = edit(trip).insertAfter('hotel', mail).insertAfter('pay.charge', mail).append({ name: 'tell', kind: 'debug' }, 'failure').append({ name: 'last', kind: 'debug' }).return('last')
    expect(document.steps.map(({ name }) => name)).toEqual(['hotel', 'mail', 'pay', 'confirm', 'last'])
    expect(document.steps[2]?.steps?.map(({ name }) => name)).toEqual(['charge', 'mail'])
    expect(document.failure?.steps.map(({ name }) => name)).toEqual(['tell'])
    expect(document.return).toBe('last')
  })

  it('removes a step once nothing refers to it, in whichever order', () => {
    const { document } = edit(trip).remove('pay').set('confirm', 'waitFor', ['hotel'])
    expect(document.steps.map(({ name }) => name)).toEqual(['hotel', 'confirm'])
    expect(refusal(() => edit(trip).remove('pay').document)).toBe('"pay" is removed, but "confirm" still refers to it. Set their arguments, waitFor, undo, compensate, check or return to something else.')
  })

  it('says everything that is wrong at once, in sentences', () => {
    const wrong = edit(trip).rename('hotl', 'room').rename('hotel', 'Room').insertAfter('hotel', { name: 'pay', kind: 'debug' })
    expect(refusal(() => wrong.document).split('\n')).toEqual([
      'There is no step "hotl". Did you mean "hotel"?',
      '"hotel" cannot be renamed. A name starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores.',
      'There is a step "pay" already. Give the added one another name, or patch the one that is there.',
    ])
    expect(wrong.problems({ catalog }).map(({ code }) => code)).toEqual(['NO_SUCH_STEP', 'RENAME_REFUSED', 'NAME_TAKEN'])
  })

  it('validates the document when the changes can be made', () => {
    const unsound = edit(trip).set('confirm', 'waitFor', ['nobody']).set('hotel', 'timeout', 'soon')
    expect(unsound.problems({ catalog }).filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['UNKNOWN_STEP', 'BAD_DURATION'])
    expect(edit(trip).document).toBe(trip.document)
  })

  it('refuses to set a name, in types and at run time', () => {
    // @ts-expect-error the name is changed by rename
    expect(refusal(() => edit(trip).set('hotel', 'name', 'room').document)).toContain('other steps refer to it')
  })
})
