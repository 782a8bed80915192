import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { launchOptions } from '../../scripts/browser.mjs'

/** The screen that the figures are about. */
export const SCREEN = { width: 1280, height: 720 } as const

export async function launch(): Promise<Browser> {
  return chromium.launch({ ...launchOptions(), headless: true })
}

export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: SCREEN, permissions: ['clipboard-read', 'clipboard-write'] })
  // tsx gives every function its name with this, in pages too
  await context.addInitScript('globalThis.__name = (named) => named')
  return context
}

/** Opens a workflow's editor and waits for its first full drawing. */
export async function openWorkflow(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName('eddy:drawn').length > 0, undefined, { timeout: 120_000, polling: 100 })
  await page.waitForTimeout(1500)
}

/** The part of the canvas that no panel covers: its middle, on the screen. */
export async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('.react-flow__pane').boundingBox()
  if (!box) throw new Error('the page has no canvas')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
