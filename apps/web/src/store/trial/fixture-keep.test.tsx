import type { Fixture } from '@eddy/workflow'
import { afterEach, expect, it } from 'vitest'
import { createFixtureKeep, type FixtureKeep } from './fixture-keep.ts'

// the browser's own database
const open: FixtureKeep[] = []
const keepOf = (workflow: string) => {
  const keep = createFixtureKeep(workflow)
  open.push(keep)
  return keep
}
const ada: Fixture = { name: 'Ada', input: {}, pins: {} }
const names = async (keep: FixtureKeep) => (await keep.open()).map(({ key, fixture }) => `${key} ${fixture.name}`).toSorted()

afterEach(async () => {
  for (const keep of open.splice(0)) await keep.close()
  sessionStorage.clear()
})

it('gives back to the next page what was put and not removed, of its workflow only', async () => {
  const first = keepOf('w1')
  first.put({ key: 'a', fixture: ada })
  first.put({ key: 'b', fixture: ada })
  first.put({ key: 'a', fixture: { ...ada, name: 'Grace' } })
  first.remove('b')
  keepOf('w2').put({ key: 'c', fixture: ada })
  await first.close()
  expect(await names(keepOf('w1'))).toEqual(['a Grace'])
})

it('leaves to a tab that is open what is its own, and takes over what a tab has left', async () => {
  const other = keepOf('w3')
  other.put({ key: 'a', fixture: ada })
  expect(await names(other)).toEqual(['a Ada'])
  sessionStorage.clear()
  const here = keepOf('w3')
  expect(await names(here)).toEqual([])
  await other.close()
  expect(await names(here)).toEqual(['a Ada'])
  here.remove('a')
  await here.close()
  sessionStorage.clear()
  expect(await names(keepOf('w3'))).toEqual([])
})
