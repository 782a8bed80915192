import type { Page } from '@playwright/test'
import { expect, openTemplate, test } from './page.ts'

const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge')?.dataset['id'])

test('Tab comes to the drawing in two stops from the list of steps, at the step that was selected last, and the keys go on along its lines', async ({ page }) => {
  await openTemplate(page, 'Book a trip')
  await page.locator('.react-flow__node[data-id="hotel"]').click()
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Search steps' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'HTTP request', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('complementary', { name: 'Steps' }).getByRole('button', { name: 'HTTP stream', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toBe('hotel')

  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => focused(page)).toBe('flight')
  const lines = new Set<string | undefined>()
  for (let at = 0; at < 3; at++) {
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => focused(page)).toContain('flight>')
    lines.add(await focused(page))
  }
  expect(lines).toEqual(new Set(['data:flight>confirm', 'undo:flight>cancel_flight', 'wait:flight>hotel']))
  for (let at = 0; (await focused(page)) !== 'wait:flight>hotel' && at < 3; at++) await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toBe('hotel')
})
