import type { OpenTask } from '@eddy/engine'
import { expect, it } from 'vitest'
import { leaseWords, taskClause, taskSentence } from './task-words.ts'

const offered: OpenTask = { task: 4, step: 'print', attempt: 1, purpose: 'run', queue: 'paper', payload: {}, key: 'k', leaseMs: 60_000, offeredAt: 0, status: 'offered' }
const claimed: OpenTask = { ...offered, status: 'claimed', claim: { worker: 'printer-2', fence: 1, claimedAt: 1000, heardAt: 1000, leaseUntil: 61_000 } }
const heard: OpenTask = { ...claimed, claim: { worker: 'printer-2', fence: 1, claimedAt: 1000, heardAt: 5000, leaseUntil: 65_000 } }

it.each<[OpenTask, string, string]>([
  [offered, 'Offered to queue paper, nobody has claimed it.', 'is offered to queue paper, and nobody has claimed it'],
  [{ ...offered, status: 'held' }, 'Held back for queue paper while the run is halted.', 'is held back for queue paper'],
  [claimed, 'Claimed by printer-2 7.0 s ago.', 'is in the hands of printer-2, of queue paper'],
  [heard, 'Claimed by printer-2, heartbeat 3.0 s ago.', 'is in the hands of printer-2, of queue paper'],
  [{ ...offered, purpose: 'undo' }, 'Undoing it: Offered to queue paper, nobody has claimed it.', 'is offered to queue paper, and nobody has claimed it'],
])('says how a task stands', (task, sentence, clause) => {
  expect(taskSentence(task, 8000)).toBe(sentence)
  expect(taskClause(task)).toBe(clause)
})

it('says when a lease ends', () => {
  expect(leaseWords(offered, 0)).toBeUndefined()
  expect(leaseWords(heard, 8000)).toBe('Its lease ends in 57 s; then the task is offered again.')
  expect(leaseWords(heard, 65_000)).toBe('Its lease has ended; the task is offered again.')
})
