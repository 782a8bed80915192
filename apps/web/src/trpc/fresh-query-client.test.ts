import { QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { FreshQueryClient } from './fresh-query-client.ts'

/** A query that somebody looks at, whose answers come when they are given. */
function watched() {
  const client = new FreshQueryClient({ defaultOptions: { queries: { retry: false } } })
  const answers: ((value: string) => void)[] = []
  const observer = new QueryObserver(client, { queryKey: ['versions'], queryFn: () => new Promise<string>((resolve) => answers.push(resolve)) })
  return { client, answers, stop: observer.subscribe(() => {}), shown: () => observer.getCurrentResult().data }
}

it('asks again when the first answer was on its way as the change was told', async () => {
  const { client, answers, stop, shown } = watched()
  const told = client.invalidateQueries({ queryKey: ['versions'] })
  answers[0]?.('before the change')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('after it')
  await told
  expect(shown()).toBe('after it')
  stop()
})

it('asks once when there is an answer already, and leaves others alone', async () => {
  const { client, answers, stop } = watched()
  answers[0]?.('first')
  await expect.poll(() => client.isFetching()).toBe(0)
  await client.invalidateQueries({ queryKey: ['others'] })
  const told = client.invalidateQueries({ queryKey: ['versions'] })
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('second')
  await told
  expect(answers).toHaveLength(2)
  stop()
})
