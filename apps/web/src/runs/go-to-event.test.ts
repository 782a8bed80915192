import { expect, it } from 'vitest'
import { goToEvent, shownWithin } from './go-to-event.ts'
import { pageOfParent } from './testing/page-of-parent.ts'

type Page = ReturnType<typeof pageOfParent>

/** What the page is at: an event of its own, or one of the run within it. */
function placeOf({ store, playhead, lanes }: Page): string {
  const within = shownWithin({ store, playhead, lanes })
  const event = within?.event ?? store.events()[playhead.seq() - 1]
  return `${within ? 'in child: ' : ''}${event?.type ?? 'start'}${event?.step === undefined ? '' : ` ${event.step}`}`
}

async function walk(page: Page, by: 1 | -1): Promise<readonly string[]> {
  const places: string[] = []
  for (let before = ''; placeOf(page) !== before; ) {
    before = placeOf(page)
    goToEvent(page, by)
    // what it opens is here after a turn
    await new Promise((turn) => setTimeout(turn))
    if (placeOf(page) !== before) places.push(placeOf(page))
  }
  return places
}

it('the events of a run lead into the run that its step has started, and out at its end', async () => {
  const page = pageOfParent()
  page.playhead.go(0)
  const forwards = await walk(page, 1)
  const types = (from: readonly { readonly type: string; readonly step?: string }[], before = '') => from.map(({ type, step }) => `${before}${type}${step === undefined ? '' : ` ${step}`}`)
  const own = types(page.store.events())
  const begun = own.indexOf('step.started call') + 1
  expect(forwards).toEqual([...own.slice(0, begun), ...types(page.childEvents, 'in child: '), ...own.slice(begun)])
  expect(page.playhead.follows()).toBe(true)
  // the same places, backwards; the last of them is where it was
  expect(await walk(page, -1)).toEqual([...forwards.toReversed().slice(1), 'start'])
})

it('who comes from behind is led into it too', async () => {
  const page = pageOfParent()
  const ended = page.store.events().find(({ type, step }) => type === 'step.succeeded' && step === 'call')?.seq ?? 0
  page.playhead.go(ended)
  goToEvent(page, -1)
  await new Promise((turn) => setTimeout(turn))
  expect(placeOf(page)).toBe(`in child: ${page.childEvents.at(-1)?.type}`)
})

it('what somebody has closed stays closed, and is passed by', async () => {
  const page = pageOfParent()
  page.lanes.toggle('call')
  page.lanes.toggle('call')
  page.playhead.go(0)
  expect(await walk(page, 1)).not.toContainEqual(expect.stringContaining('in child'))
  expect(page.lanes.shown().size).toBe(0)
})

it('every press counts, also those that come while the run is loaded', async () => {
  let load = () => {}
  const page = pageOfParent({ loading: new Promise((done) => (load = done)) })
  page.playhead.go(page.store.events().find(({ type, step }) => type === 'step.started' && step === 'call')?.seq ?? 0)
  goToEvent(page, 1)
  goToEvent(page, 1)
  load()
  await new Promise((turn) => setTimeout(turn))
  expect(placeOf(page)).toBe('in child: step.ready a')
})
