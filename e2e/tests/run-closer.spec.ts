import type { APIRequestContext, Page } from '@playwright/test'
import { expect, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const after = (...names: string[]) => ({ waitFor: names })

/** Items are packed in a map, with an undo each; then shipping fails. */
const packing = (name: string) => ({
  eddy: 1, name, title: 'Pack and ship',
  steps: [
    code('reserve', 'return 1', { title: 'Reserve stock', undo: 'release' }),
    {
      name: 'each', kind: 'map', title: 'Pack items', config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: [10, 20, 30] } }], ...after('reserve'),
      steps: [code('pick', 'return { box: args.item + 1 }', { title: 'Pick', undo: 'put_back', arguments: [{ name: 'item', from: { element: 'each' } }] }), code('pack', 'return args.box', { title: 'Pack', arguments: [{ name: 'box', from: { result: 'pick' }, path: ['box'] }] })],
    },
    code('ship', 'return eddy.fail("no lorry is free")', { title: 'Ship order', ...after('each') }),
  ],
  handlers: [code('release', 'return 1'), code('put_back', 'return 1', { title: 'Put back' })],
  view: { positions: { reserve: [0, 0], each: [352, 0], ship: [1100, 0] } },
})

async function start(request: APIRequestContext, document: object): Promise<string> {
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  return (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data.runId
}

const card = (page: Page, title: string) => page.locator('.react-flow__node', { hasText: title }).first()
const row = (page: Page, title: string, state: string) => page.getByRole('list', { name: 'Timeline' }).getByRole('button', { name: new RegExp(`^${title}, ?${state}`) })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })

test('rows stand as the cards do at the playhead, and an undo inside a map is marked on its handler', async ({ page, request }) => {
  const runId = await start(request, packing('closer_rows'))
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone')
  await expect(card(page, 'Put back')).toContainText('Undone')
  await expect(row(page, 'Reserve stock', 'Undone')).toBeVisible()
  await page.keyboard.press('Shift+J')
  await expect(card(page, 'Reserve stock')).toContainText('Succeeded')
  await expect(row(page, 'Reserve stock', 'Succeeded')).toBeVisible()
  await expect(row(page, 'Ship order', 'Failed')).toBeVisible()
  await row(page, 'Reserve stock', 'Succeeded').click()
  await page.getByRole('toolbar', { name: 'Timeline' }).getByRole('button', { name: 'Next change of the selected step' }).click()
  await expect(row(page, 'Reserve stock', 'Undoing')).toBeVisible()
})

test('a line inside a map says what each element carried', async ({ page, request }) => {
  const runId = await start(request, packing('closer_line'))
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone')
  await card(page, 'Pack').locator('visible=true').first().waitFor()
  await page.locator('.react-flow__edge[data-id="data:each.pick>each.pack"]').click({ force: true })
  await expect(inspector(page).getByRole('heading', { name: /^Data: / })).toBeVisible()
  const element = inspector(page).getByRole('group', { name: 'Element' })
  await expect(element).toContainText('of 3')
  while (await element.getByRole('button', { name: 'Element before' }).isEnabled()) await element.getByRole('button', { name: 'Element before' }).click()
  await expect(inspector(page).getByRole('region', { name: 'box', exact: true })).toContainText('11')
  await element.getByRole('button', { name: 'Next element' }).click()
  await expect(element).toContainText('2 of 3')
  await expect(inspector(page).getByRole('region', { name: 'box', exact: true })).toContainText('21')
})

test('all that can be done on the page of a run is in its palette, with its key', async ({ page, request }) => {
  const runId = await start(request, packing('closer_palette'))
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('option', { name: /^Retry from the failure/ })).toBeVisible()
  await page.keyboard.type('first undo')
  await expect(palette.getByRole('option', { name: /Jump to the first undo/ })).toContainText('Shift+U')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuetext', /undo started/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Ship order')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByRole('heading', { name: 'Ship order' })).toBeVisible()
  // what is selected comes with its own verbs
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Restart from')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Restart from this step?' })).toBeVisible()
})

test('the steps of events have their verbs too', async ({ page, request }) => {
  const runId = await start(request, packing('closer_events'))
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone')
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('list', { name: 'Events' }).getByRole('listitem').filter({ hasText: 'Ship order' }).first().click({ button: 'right' })
  await page.getByRole('menu', { name: 'What can be done' }).getByRole('menuitem', { name: 'Restart from Ship order …' }).click()
  await expect(page.getByRole('dialog', { name: 'Restart from this step?' })).toBeVisible()
})

test('a run is opened as a draft as it was at the playhead, and rehearsed with what had happened by then', async ({ page, request }) => {
  const runId = await start(request, packing('closer_fork'))
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('were undone')
  await row(page, 'Reserve stock', 'Undone').click()
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('k')
  await page.getByRole('button', { name: 'More verbs' }).click()
  await page.getByRole('menuitem', { name: 'Open as a draft …' }).click()
  await expect(page.getByRole('dialog')).toContainText('as it was after event')
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page).toHaveURL(/\/workflow\//)
  const workflowId = new URL(page.url()).pathname.split('/').at(-1)
  const kept = (await (await request.get(`/trpc/fixture.list?input=${encodeURIComponent(JSON.stringify({ workflowId }))}`)).json()).result.data
  expect(kept.map(({ fixture }: { fixture: { name: string; pins: object } }) => [fixture.name, Object.keys(fixture.pins).sort()])).toEqual([['as it ran', ['each', 'reserve']]])
})

test('a rehearsal is cancelled at the moment that is shown, fails at the attempt that is chosen, and says what its steps had', async ({ page, request }) => {
  const url = 'http://127.0.0.1:1/order'
  const document = {
    eddy: 1, name: 'closer_rehearsed', title: 'To be rehearsed',
    steps: [
      { name: 'room', kind: 'http.request', title: 'Reserve room', config: { method: 'POST', url }, undo: 'free' },
      { name: 'pay', kind: 'http.request', title: 'Charge card', config: { method: 'POST', url }, undo: 'refund', retry: { max: 2 }, ...after('room') },
    ],
    handlers: ['free', 'refund'].map((name) => ({ name, kind: 'http.request', config: { method: 'DELETE', url } })),
  }
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document } })).json()).result.data
  await page.goto(`/workflow/${id}`)
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  const outcome = page.getByRole('status', { name: 'What happened in the rehearsal' })
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(outcome).toHaveText('Rehearsed: Succeeded.')
  await page.getByRole('button', { name: 'To the start' }).click()
  const stage = page.getByRole('region', { name: 'Rehearsed run' })
  while (!(await stage.locator('.react-flow__node', { hasText: 'Charge card' }).first().textContent())?.includes('Running')) await page.getByRole('button', { name: 'Next event' }).click()
  await page.getByRole('button', { name: 'Cancel at this moment' }).click()
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(outcome).toContainText('Cancelled; undone: Charge card, then Reserve room; nothing is left.')

  await page.getByRole('combobox', { name: 'Step that fails' }).click()
  await page.getByRole('option', { name: 'Charge card' }).click()
  await page.getByRole('combobox', { name: 'How it fails' }).click()
  await page.getByRole('option', { name: 'fails on every try' }).click()
  await page.getByRole('combobox', { name: 'At which attempt' }).click()
  await page.getByRole('option', { name: 'attempt 3' }).click()
  await page.getByRole('combobox', { name: 'How it fails' }).click()
  await page.getByRole('option', { name: 'is in flight when the host crashes', exact: true }).click()
  await page.getByRole('combobox', { name: 'At which attempt' }).click()
  await page.getByRole('option', { name: 'attempt 2' }).click()
  await expect(outcome).toContainText('Being rehearsed: Charge card fails once, then is in flight when the host crashes.')
  await page.getByRole('button', { name: 'To the end' }).click()
  await expect(outcome).toContainText('Rehearsed: Halts at Charge card')
  await stage.locator('.react-flow__node', { hasText: 'Reserve room' }).first().click()
  await expect(page.getByRole('complementary', { name: 'Rehearsed step' })).toContainText('Output, rehearsed')
})

test('a run over a list that is too long for its events is followed as any other', async ({ page, request }) => {
  const source = Array.from({ length: 500 }, (_, index) => `parcel number ${index}`)
  const document = { eddy: 1, name: 'closer_long', steps: [{ name: 'each', kind: 'map', title: 'Pack parcels', arguments: [{ name: 'source', from: { value: source } }], steps: [{ name: 'note', kind: 'debug', title: 'Note', arguments: [{ name: 'parcel', from: { element: 'each' } }] }] }] }
  await page.goto(`/runs/${await start(request, document)}`)
  await expect(card(page, 'Pack parcels')).toContainText('500 / 500')
  await expect(sentence(page)).toContainText('1 step succeeded.')
})
