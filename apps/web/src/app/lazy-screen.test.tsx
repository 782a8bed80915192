import { Suspense } from 'react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { lazyScreen } from './lazy-screen.tsx'

function opened() {
  const seen = { waits: 0 }
  const Waiting = () => {
    seen.waits += 1
    return 'waiting'
  }
  const { Screen, fetch } = lazyScreen<{ readonly id: string }>(() => Promise.resolve(({ id }) => <p>{`screen ${id}`}</p>))
  return { seen, fetch, page: <Suspense fallback={<Waiting />}><Screen id="1" /></Suspense> }
}

it('is drawn at once when it was fetched ahead', async () => {
  const { seen, fetch, page } = opened()
  await fetch()
  const { container } = await render(page)
  expect([container.textContent, seen.waits]).toEqual(['screen 1', 0])
})

it('waits for its code otherwise', async () => {
  const { seen, page } = opened()
  const screen = await render(page)
  await expect.element(screen.getByText('screen 1')).toBeVisible()
  expect(seen.waits).toBeGreaterThan(0)
})
