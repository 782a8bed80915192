import { expect, it } from 'vitest'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { restoreVersion } from './restore-version.ts'

it('makes the draft what the version is, under the name that it has now', () => {
  const version = { ...trip, name: 'old_name', steps: trip.steps.slice(0, 1) }
  expect(triplet(trip, restoreVersion(version, 2))).toEqual({ ...version, name: trip.name })
  expect(restoreVersion(version, 2).label).toBe('Restore version 2')
})
