import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './page.ts'

const LOOKS = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  'high contrast': { colorScheme: 'light', contrast: 'more' },
  'dark high contrast': { colorScheme: 'dark', contrast: 'more' },
} as const
type Look = keyof typeof LOOKS

/** What colours can break; all else that axe knows is the same in every look. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** What is looked at: the page, or the part of it that a selector names; in which looks, the first of them with all rules; how the report calls it. */
export interface Looked {
  readonly within?: string
  readonly looks?: readonly Look[]
  readonly where?: string
}

/** Expects axe to find nothing in any of the looks, and goes on after the test has failed. The page keeps the last look. */
export async function expectAccessible(page: Page, { within, looks = ['light'], where = 'the page' }: Looked = {}): Promise<void> {
  for (const [at, look] of looks.entries()) {
    await page.emulateMedia(LOOKS[look])
    expect.soft(await violations(page, within, at > 0), `${where} in ${look}`).toEqual([])
  }
}

async function violations(page: Page, within: string | undefined, coloursOnly: boolean): Promise<readonly string[]> {
  // no page has frames, for which axe would put its answer together in a page of its own; nor does anyone ask what is right
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (within !== undefined) axe.include(within)
  if (coloursOnly) axe.withRules(COLOUR_RULES)
  return (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 200)}`).join(' | ')}`)
}
