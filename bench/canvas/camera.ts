import type { Page } from '@playwright/test'
import { middleOf } from './browser.ts'

/** The zoom in percent, as the page says it. */
export async function zoomOf(page: Page): Promise<number> {
  const label = await page.getByRole('button', { name: /^Zoom \d/ }).getAttribute('aria-label')
  return Number(/\d+/.exec(label ?? '')?.[0])
}

/** To 100 %, the middle of the drawing in the middle of the screen. */
export async function toFull(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  await page.waitForTimeout(600)
  const { x, y } = await middleOf(page)
  await page.mouse.dblclick(x, y)
  await page.waitForTimeout(1800)
  const zoom = await zoomOf(page)
  if (zoom !== 100) throw new Error(`the page is at ${zoom} %, not at 100 %`)
}

export async function toFit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  await page.waitForTimeout(1200)
}
