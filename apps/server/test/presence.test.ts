// @module-tag once
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { leaseTime, Presence } from '../src/live/presence.ts'

function presence() {
  const clock = { now: 0 }
  const changed: string[] = []
  return { clock, changed, presence: new Presence({ now: () => clock.now, onChange: (workflow) => changed.push(workflow) }) }
}
const names = (all: Presence, workflow = 'w') => all.people(workflow).map(({ name }) => name)

it('names guests by the lowest free number, and keeps workflows apart', () => {
  const { presence: all } = presence()
  const leave = all.join({ workflow: 'w', session: 'a' })
  all.join({ workflow: 'w', session: 'b' })
  all.join({ workflow: 'other', session: 'c' })
  all.join({ workflow: 'w', session: 'd', name: 'Ada' })
  expect([names(all), names(all, 'other')]).toEqual([['Guest 1', 'Guest 2', 'Ada'], ['Guest 1']])
  leave()
  all.join({ workflow: 'w', session: 'e' })
  expect(names(all)).toEqual(['Guest 2', 'Ada', 'Guest 1'])
  expect(new Set(all.people('w').map(({ colour }) => colour)).size).toBe(3)
})

it('ends a lease with its connection, but not with an older one of the same page', () => {
  const { presence: all } = presence()
  const first = all.join({ workflow: 'w', session: 'a' })
  const second = all.join({ workflow: 'w', session: 'a', step: 'charge' })
  first()
  expect(all.people('w')).toEqual([{ session: 'a', name: 'Guest 1', colour: 0, step: 'charge' }])
  second()
  second()
  expect(all.people('w')).toEqual([])
})

it('ends a lease with its time when the network is gone, and a sign of life puts it off', () => {
  const { presence: all, clock, changed } = presence()
  all.join({ workflow: 'w', session: 'a' })
  all.join({ workflow: 'w', session: 'b' })
  clock.now = leaseTime - 1
  expect(all.tell({ workflow: 'w', session: 'b', step: 'charge' })).toBe(true)
  clock.now = leaseTime
  changed.length = 0
  all.expire()
  expect([all.people('w').map(({ session, step }) => [session, step]), changed]).toEqual([[['b', 'charge']], ['w']])
  expect(all.tell({ workflow: 'w', session: 'a' })).toBe(false)
})

it('leaks nothing, whatever comes and goes', () => {
  const act = fc.record({ kind: fc.constantFrom('join', 'leave', 'tell', 'wait'), session: fc.constantFrom('a', 'b', 'c'), workflow: fc.constantFrom('v', 'w') })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const { presence: all, clock } = presence()
      const leaves = new Map<string, (() => void)[]>()
      for (const { kind, session, workflow } of acts) {
        if (kind === 'join') leaves.set(session, [...(leaves.get(session) ?? []), all.join({ workflow, session })])
        if (kind === 'leave') leaves.get(session)?.shift()?.()
        if (kind === 'tell') all.tell({ workflow, session })
        if (kind === 'wait') clock.now += leaseTime / 3
        all.expire()
        for (const each of ['v', 'w']) expect(new Set(names(all, each)).size).toBe(names(all, each).length)
      }
      for (const list of leaves.values()) for (const leave of list) leave()
      expect(all.size).toBe(0)
    }),
  )
})
