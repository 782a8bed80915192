import { describe, expect, it } from 'vitest'
import { Gathered } from './gathered.ts'

describe('questions asked together', () => {
  it('go in the order in which they came, those of one turn and those that come meanwhile together, no more than so many', async () => {
    const asked: (readonly number[])[] = []
    const gathered = new Gathered<number, number>(async (asks) => {
      asked.push(asks)
      await new Promise((done) => setTimeout(done, 5))
      return asks.map((one) => one * 2)
    }, { most: 3 })
    const first = gathered.ask(1)
    const second = gathered.ask(2)
    await expect.poll(() => asked.length).toBe(1)
    const rest = Promise.all([3, 4, 5, 6].map((one) => gathered.ask(one)))
    expect(await Promise.all([first, second])).toEqual([2, 4])
    expect(await rest).toEqual([6, 8, 10, 12])
    expect(asked).toEqual([[1, 2], [3, 4, 5], [6]])
    expect(await gathered.ask(7)).toBe(14)
  })

  it('go in as many lanes as there are, and no more', async () => {
    const asked: (readonly number[])[] = []
    const answers: (() => void)[] = []
    const gathered = new Gathered<number, number>(async (asks) => {
      asked.push(asks)
      await new Promise<void>((done) => answers.push(done))
      return asks.map((one) => one * 2)
    }, { lanes: 2 })
    const first = [1, 2].map((one) => gathered.ask(one))
    await expect.poll(() => asked).toEqual([[1, 2]])
    const second = gathered.ask(3)
    await expect.poll(() => asked).toEqual([[1, 2], [3]])
    const rest = [4, 5].map((one) => gathered.ask(one))
    answers[1]?.()
    expect(await second).toBe(6)
    await expect.poll(() => asked).toEqual([[1, 2], [3], [4, 5]])
    answers[0]?.()
    answers[2]?.()
    expect(await Promise.all([...first, ...rest])).toEqual([2, 4, 8, 10])
    const last = [6, 7].map((one) => gathered.ask(one))
    await expect.poll(() => asked).toHaveLength(4)
    answers[3]?.()
    expect(await Promise.all(last)).toEqual([12, 14])
  })

  it('that cannot be answered together are asked alone, so that one does not take the others down', async () => {
    const gathered = new Gathered<number, number>(async (asks) => {
      if (asks.includes(2)) throw new Error('not two')
      return asks
    })
    expect((await Promise.allSettled([1, 2, 3].map((one) => gathered.ask(one)))).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('all hear at once that the database is away', async () => {
    let times = 0
    const gathered = new Gathered<number, number>(async () => {
      times++
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    })
    expect((await Promise.allSettled([1, 2, 3].map((one) => gathered.ask(one)))).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(times).toBe(1)
  })
})
