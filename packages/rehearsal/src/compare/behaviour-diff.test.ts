import { expect, it } from 'vitest'
import { failureMatrix } from '../matrix/failure-matrix.ts'
import { chain, post, remove, stageOf } from '../testing/stages.ts'
import { behaviourDiff } from './behaviour-diff.ts'

const matrixOf = (...parameters: Parameters<typeof chain>) => failureMatrix(stageOf(chain(...parameters)), { kinds: ['fail', 'timeout', 'undo_fails'] })

it('has nothing to say of equal behaviour', async () => {
  expect(behaviourDiff(await matrixOf(['a', 'b']), await matrixOf(['a', 'b'])).sentences).toEqual(['None of 6 cells changed.'])
})

it('tells what is no longer undone, once for all the failures that it shows in', async () => {
  const { changed, sentences } = behaviourDiff(await matrixOf(['room', 'mail', 'ship']), await matrixOf(['room', 'mail', 'ship'], { mail: { undo: 'none', title: 'Send mail' } }))
  expect(sentences).toEqual([
    '4 of 9 cells changed.',
    'If Room cannot be undone; or Ship fails on every try, or cannot be undone: Send mail is no longer undone; the effect of Send mail now stays.',
    'If Send mail cannot be undone: it is no longer reached (it has no undo that could fail).',
  ])
  expect(changed).toHaveLength(4)
})

it('tells another order, another end, and what is new', async () => {
  const one = await failureMatrix(stageOf({ steps: [post('room'), post('card', { after: ['room'] }), post('ship', { after: ['card'] })], handlers: [remove('room'), remove('card'), remove('ship')] }), { kinds: ['fail', 'timeout'] })
  const two = await failureMatrix(stageOf({ steps: [post('room', { after: ['card'] }), post('card'), post('ship', { after: ['room'], timeout: 'PT5S', onInterrupt: 'compensate' }), post('bill', { after: ['ship'] })], handlers: [remove('room'), remove('card'), remove('ship'), remove('bill')] }), { kinds: ['fail', 'timeout'] })
  const { sentences } = behaviourDiff(one, two)
  expect(sentences).toContain('If Ship fails on every try: Room is now undone before Card.')
  expect(sentences).toContain('If Ship times out: the run now ends incomplete instead of hangs; Room is now undone; Card is now undone; the effect of Room no longer stays; the effect of Card no longer stays.')
  expect(sentences).toContain('Bill is new.')
})
