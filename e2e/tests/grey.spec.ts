import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, sentence, test } from './page.ts'

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const after = (name: string) => ({ waitFor: [name] })

/** Two steps are undone, the undo of a third fails, the fourth has failed, the fifth was never reached. */
const trip = {
  eddy: 1, name: 'grey_trip', title: 'A trip',
  steps: [
    code('reserve_flight', 'return 1', { undo: 'cancel_flight' }),
    code('reserve_hotel', 'return 2', { undo: 'cancel_hotel', ...after('reserve_flight') }),
    code('insure', 'return 3', { undo: 'cancel_insurance', ...after('reserve_hotel') }),
    { name: 'charge_card', kind: 'fail', config: { message: 'the card was declined' }, ...after('insure') },
    code('confirm', 'return 4', after('charge_card')),
  ],
  handlers: [code('cancel_flight', 'return null'), code('cancel_hotel', 'return eddy.fail("the hotel does not answer", { retryable: false })'), code('cancel_insurance', 'return null')],
  view: { positions: Object.fromEntries(['reserve_flight', 'reserve_hotel', 'insure', 'charge_card', 'confirm'].map((name, at) => [name, [288 * at, 0]])) },
}

/** What a card says without its colour: its word as it is seen, how large that is on the screen, and the outline of its mark. */
async function withoutColour(page: Page, title: string): Promise<{ readonly word: string; readonly pixels: number; readonly mark: string }> {
  const card = page.getByRole('group', { name: new RegExp(`^Step ${title}`) })
  return card.evaluate((element) => {
    const words = ['Undone', 'Undo failed', 'Failed', 'Succeeded']
    const texts = [...element.querySelectorAll<HTMLElement>('*')].filter((one) => one.childElementCount === 0 && words.includes(one.textContent?.trim() ?? ''))
    const [said] = texts
    const box = said?.getBoundingClientRect()
    const scale = said && box ? box.height / said.offsetHeight : 0
    const mark = element.querySelector('svg[data-mark]')
    return { word: said?.textContent?.trim() ?? '', pixels: said ? Number.parseFloat(getComputedStyle(said).fontSize) * scale : 0, mark: mark?.innerHTML ?? '' }
  })
}

test('at 60 % and without colour one can say which step failed, what was undone, and what could not be', async ({ page, request }) => {
  await page.setViewportSize({ width: 1288, height: 900 })
  const { id } = (await (await request.post('/trpc/workflow.create', { data: { document: trip } })).json()).result.data
  const { runId } = (await (await request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  await expect(sentence(page)).toContainText('could not be undone')
  const zoom = page.getByRole('button', { name: /^Zoom \d/ })
  await page.mouse.move(2, 2)
  await page.waitForTimeout(900)
  expect(Number(/\d+/.exec((await zoom.getAttribute('aria-label')) ?? '')?.[0])).toBeGreaterThanOrEqual(56)
  expect(Number(/\d+/.exec((await zoom.getAttribute('aria-label')) ?? '')?.[0])).toBeLessThanOrEqual(64)
  const says = await Promise.all(['Reserve flight', 'Reserve hotel', 'Insure', 'Charge card'].map((title) => withoutColour(page, title)))
  expect(says.map(({ word }) => word)).toEqual(['Undone', 'Undo failed', 'Undone', 'Failed'])
  // the words can be read
  for (const { pixels } of says) expect(pixels).toBeGreaterThanOrEqual(7)
  // and the marks differ by their outline: what was undone looks alike, the other two like nothing else
  const [flight, hotel, insurance, charge] = says.map(({ mark }) => mark)
  expect(flight).not.toBe('')
  expect(insurance).toBe(flight)
  expect(new Set([flight, hotel, charge]).size).toBe(3)
  await expect(page.getByRole('region', { name: 'Run' })).toHaveScreenshot('failed-and-undone-grey.png', { animations: 'disabled', maxDiffPixelRatio: 0.01, stylePath: [fileURLToPath(new URL('scenes.css', import.meta.url)), fileURLToPath(new URL('grey.css', import.meta.url))] })
})
