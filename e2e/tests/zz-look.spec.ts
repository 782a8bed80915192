import { expect, test } from './page.ts'

for (const theme of ['light', 'dark'] as const)
  test(`look ${theme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme: theme })
    const steps = [
      { name: 'reserve_flight', kind: 'debug', undo: 'cancel_flight' },
      { name: 'reserve_hotel', kind: 'debug', waitFor: ['reserve_flight'] },
      { name: 'charge_card', kind: 'debug', role: 'pivot', arguments: [{ name: 'flight', from: { result: 'reserve_flight' } }, { name: 'hotel', from: { result: 'reserve_hotel' } }] },
      { name: 'send_tickets', kind: 'debug', arguments: [{ name: 'paid', from: { result: 'charge_card' } }] },
    ]
    const view = { positions: { reserve_flight: [0, 0], reserve_hotel: [352, 160], charge_card: [704, 0], send_tickets: [1056, 0] }, notes: [{ id: 'note_1', text: '# Why this order\nThe **flight** is scarce:\n- reserve it first\n- `cancel_flight` gives it back', position: [300, -180], size: [320, 144] }, { id: 'note_2', text: 'A note below a step', position: [960, -80], size: [240, 200] }] }
    const made = await (await request.post('/trpc/workflow.create', { data: { document: { eddy: 1, name: `look_${theme}`, steps, handlers: [{ name: 'cancel_flight', kind: 'debug' }], view } } })).json()
    await page.goto(`/workflow/${made.result.data.id}`)
    await expect(page.locator('.react-flow__node').first()).toBeVisible()
    const shot = (name: string) => page.screenshot({ path: `/tmp/hands-${theme}-${name}.png` })
    const plus = page.locator('.react-flow__edge[data-id="data:charge_card>send_tickets"]').getByRole('button')
    const box = await plus.boundingBox()
    await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10)
    await page.waitForTimeout(300)
    await shot('1-plus')
    await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10)
    await page.waitForTimeout(300)
    await shot('2-list')
    await page.keyboard.press('Escape')
    await page.getByRole('group', { name: /^Step Reserve flight/ }).click()
    await page.getByRole('group', { name: /^Step Reserve hotel/ }).click({ modifiers: ['Control'] })
    await page.keyboard.press('a')
    await page.waitForTimeout(200)
    await shot('3-many')
    await page.keyboard.press('t')
    await page.getByRole('group', { name: /^Step Reserve hotel/ }).click({ button: 'right' })
    await page.waitForTimeout(300)
    await shot('4-menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+g')
    await page.waitForTimeout(300)
    await page.keyboard.press('f')
    await page.waitForTimeout(500)
    await shot('5-group')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.keyboard.type('# Being written')
    await page.waitForTimeout(200)
    await shot('6-note')
  })
