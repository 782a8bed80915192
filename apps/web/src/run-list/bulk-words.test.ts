import { expect, it } from 'vitest'
import { bulkVerbs, reachOf, reachSentence, refusalGroups } from './bulk-words.ts'

const statuses = { running: 40, halted: 1, succeeded: 270, failed: 1 }
const cancel = bulkVerbs.find(({ verb }) => verb === 'cancel')

it('a verb reaches the runs whose state it is for', () => {
  expect([reachOf('cancel', statuses), reachOf('resume', statuses), reachOf('undo', statuses), reachOf('again', statuses), reachOf('retry', statuses)]).toEqual([41, 1, 270, 312, 1])
})

it('says how many are meant, and what becomes of the others', () => {
  const say = (reached: number, total: number) => reachSentence(cancel ?? { reached: '' }, reached, total)
  expect([say(41, 312), say(1, 2), say(0, 3), say(2, 2), say(1, 1)]).toEqual([
    '41 of 312 runs are under way or halted. The other 271 are left as they are.',
    '1 of 2 runs is under way or halted. The other one is left as it is.',
    'None of the 3 runs are under way or halted: there is nothing to do.',
    'All 2 runs that are selected are meant.',
    'The one run that is selected is meant.',
  ])
})

it('refusals for the same reason are one', () => {
  expect(refusalGroups([{ runId: 'a', message: 'over' }, { runId: 'b', message: 'gone' }, { runId: 'c', message: 'gone' }])).toEqual([{ message: 'gone', runIds: ['b', 'c'] }, { message: 'over', runIds: ['a'] }])
})
