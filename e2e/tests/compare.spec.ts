import type { APIRequestContext, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'
import { create, type Doc, publish, save } from './versioned.ts'

// an address that means nothing is refused
test.use({ refusals: true })

const post = (name: string, title: string, more: object = {}) => ({ name, title, kind: 'http.request', config: { method: 'POST', url: `https://example.test/${name}` }, undo: `undo_${name}`, ...more })
const undoing = (name: string) => ({ name: `undo_${name}`, kind: 'http.request', config: { method: 'DELETE', url: `https://example.test/${name}` } })

let made = 0
/** Version 1 books a room, charges a card and ships; the draft ships no more, tells the guest, and does not undo the card. */
async function twoSides(request: APIRequestContext): Promise<string> {
  const before: Doc = { name: `compare_${Date.now().toString(36)}_${++made}`, title: 'Compare me', steps: [post('room', 'Book room'), post('card', 'Charge card', { waitFor: ['room'] }), post('ship', 'Ship order', { waitFor: ['card'] })], handlers: ['room', 'card', 'ship'].map(undoing), view: { positions: { room: [0, 0], card: [352, 0], ship: [704, 0] } } }
  const id = await create(request, before)
  await publish(request, id, 'with shipping')
  await save(request, id, (document) => ({
    ...document,
    steps: [post('room', 'Book room', { timeout: 'PT9S' }), post('card', 'Charge card', { waitFor: ['room'], undo: 'none' }), { name: 'guest', title: 'Tell guest', kind: 'debug', waitFor: ['card'] }],
    handlers: [undoing('room')],
    view: { positions: { room: [0, 160], card: [352, 0], guest: [704, 0] } },
  }))
  return id
}
const card = (page: Page, title: string) => page.getByRole('region', { name: 'Drawing' }).locator('.react-flow__node', { hasText: title })
const changes = (page: Page) => page.getByRole('list', { name: 'Changes' })

test('two versions are one drawing: ghosts, outlines, and nothing for what only moved', async ({ page, request }) => {
  const id = await twoSides(request)
  await page.goto(`/workflow/${id}/compare/1/draft`)
  await expect(card(page, 'Ship order').getByRole('img', { name: 'Removed' })).toBeVisible()
  await expect(card(page, 'Tell guest').getByRole('img', { name: 'Added' })).toBeVisible()
  await expect(card(page, 'Book room').getByRole('img', { name: 'Changed: timeout' })).toBeVisible()
  await expect(card(page, 'Charge card').getByRole('img', { name: 'Changed: undo' })).toBeVisible()
  await expect(changes(page).getByRole('listitem').first()).toContainText('Book room')
  // both can be seen by themselves
  await page.getByRole('radio', { name: 'Version 1' }).check({ force: true })
  await expect(card(page, 'Tell guest')).toHaveCount(0)
  await expect(card(page, 'Ship order').getByRole('img', { name: 'Removed' })).toHaveCount(0)
  await page.getByRole('radio', { name: 'Draft' }).check({ force: true })
  await expect(card(page, 'Ship order')).toHaveCount(0)
})

test('the changes are walked through by key, with what each field was and is', async ({ page, request }) => {
  const id = await twoSides(request)
  await page.goto(`/workflow/${id}/compare/1/draft`)
  await expect(changes(page)).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('status', { name: 'Which change' })).toHaveText(/^1 of \d+$/)
  const first = changes(page).getByRole('listitem').first()
  await expect(first).toContainText('timeout')
  await expect(first).toContainText('not there')
  await expect(first).toContainText('PT9S')
  await expect(card(page, 'Book room')).toHaveClass(/selected/)
  await page.keyboard.press('j')
  await expect(changes(page).getByRole('button', { expanded: true })).toContainText('Charge card')
  await page.keyboard.press('k')
  await expect(changes(page).getByRole('button', { expanded: true })).toContainText('Book room')
  await card(page, 'Ship order').click()
  await expect(changes(page).getByRole('button', { expanded: true })).toContainText('Ship order')
})

test('what changes when something goes wrong is rehearsed and told', async ({ page, request }) => {
  const id = await twoSides(request)
  await page.goto(`/workflow/${id}/compare/1/draft`)
  await page.getByRole('tab', { name: 'Behaviour' }).click()
  const tab = page.getByRole('region', { name: 'Changed behaviour' })
  await expect(tab.getByRole('heading')).toHaveText(/^[1-9]\d* of \d+ cells changed\.$/)
  await expect(tab).toContainText('Charge card is no longer undone')
  await expect(tab.getByRole('table', { name: 'Changed cells of the failure matrix' }).getByRole('row').nth(1)).toBeVisible()
})

test('either side can be another, each pair has its address, and one that means nothing says so', async ({ page, request }) => {
  const id = await twoSides(request)
  await publish(request, id, 'without shipping')
  await page.goto(`/workflow/${id}/compare/1/2`)
  await expect(changes(page)).toBeVisible()
  await page.getByRole('button', { name: 'Swap the sides' }).click()
  await expect(page).toHaveURL(/\/compare\/2\/1$/)
  await expect(card(page, 'Tell guest').getByRole('img', { name: 'Removed' })).toBeVisible()
  await page.getByRole('combobox', { name: 'After' }).click()
  await page.getByRole('option', { name: 'Draft' }).click()
  await expect(page).toHaveURL(/\/compare\/2\/draft$/)
  await expect(page.getByRole('complementary', { name: 'Differences' })).toContainText('Nothing that means anything differs.')
  await page.goto(`/workflow/${id}/compare/live/draft`)
  await expect(page.getByRole('alert')).toContainText('No version is live yet.')
  await page.goto(`/workflow/${id}/compare/9/draft`)
  await expect(page.getByRole('alert')).toContainText('has no version 9')
})

test('axe finds nothing in a comparison, in light and dark', async ({ page, request }) => {
  const id = await twoSides(request)
  await page.goto(`/workflow/${id}/compare/1/draft`)
  await expect(card(page, 'Ship order')).toBeVisible()
  await page.keyboard.press('j')
  await expectAccessible(page, { looks: ['light', 'dark'], where: 'changes' })
  await page.getByRole('tab', { name: 'Behaviour' }).click()
  await expect(page.getByRole('region', { name: 'Changed behaviour' })).toBeVisible()
  await expectAccessible(page, { looks: ['light', 'dark'], where: 'behaviour' })
})
