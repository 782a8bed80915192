import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import { arbitraryRun } from '../testing/arbitrary-run.ts'
import { finish, startArbitrary } from '../testing/start-arbitrary.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 300)

it('M1 whoever is told of events is told of each that the log has, as it has it, and changes nothing by looking', () => {
  fc.assert(
    fc.property(arbitraryRun, (drawn) => {
      const told: RunEvent[] = []
      const seen: RunEvent[] = []
      const unwatched = finish(startArbitrary(drawn))
      const watched = finish(startArbitrary(drawn, { onEvents: (events) => void told.push(...events) }))
      const hooked = finish(startArbitrary(drawn, { middleware: [{ name: 'watch', event: (event) => void seen.push(event) }] }))
      expect(watched.events).toEqual(unwatched.events)
      expect(told).toEqual(unwatched.events)
      expect(seen).toEqual(hooked.events)
    }),
    { numRuns },
  )
})
