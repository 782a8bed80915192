import { expect, it } from 'vitest'
import { SlowWrites } from './slow-writes.ts'

it('says once that storing has become slow, shows it as long as it is so, and says once that it is over', () => {
  let now = 0
  const said: string[] = []
  const writes = new SlowWrites({ now: () => now, say: (level, text) => said.push(`${level} ${text}`) })
  writes.noted(999)
  expect([writes.sentence, said]).toEqual([undefined, []])
  for (const ms of [1200, 3000.4, 20]) writes.noted(ms)
  expect(said).toEqual([expect.stringMatching(/^warn The database is slow: it took 1200 ms/)])
  expect(writes.sentence).toMatch(/up to 3000 ms/)
  now = 10_001
  // with nothing to store there is nothing to complain of, but it is not known to be quick either
  expect([writes.sentence, said.length]).toEqual([undefined, 1])
  writes.noted(20)
  expect(said.slice(1)).toEqual(['info The database stores events quickly again; the slowest batch took 3000 ms.'])
  writes.noted(20)
  writes.noted(1000)
  expect(said.slice(2)).toEqual([expect.stringMatching(/^warn The database is slow: it took 1000 ms/)])
})
