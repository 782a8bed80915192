/**
 * From a key press in an expression to the next paint, in a workflow of 10,000 steps: `node --import tsx bench/key-to-paint.ts [address]`,
 * with a server at the address. Prints milliseconds: the first key after the editor is there, then the median and the slowest of twenty.
 */
import { chromium } from '@playwright/test'
import { launchOptions } from '../../scripts/browser.mjs'

const address = process.argv[2] ?? 'http://127.0.0.1:4400'
const count = Number(process.argv[3] ?? 10_000)
const steps = Array.from({ length: count }, (_, index) => ({
  name: `step_${index}`,
  kind: index % 5 === 4 ? 'http.request' : 'expression',
  config: index % 5 === 4 ? { url: 'http://127.0.0.1/{{ a }}' } : { expr: 'a' },
  ...(index % 100 === 0 ? {} : { arguments: [{ name: 'a', from: { result: `step_${index - 1}` } }] }),
}))
const positions = Object.fromEntries(steps.map(({ name }, index) => [name, [(index % 100) * 352, Math.floor(index / 100) * 176]]))
const created = await fetch(`${address}/trpc/workflow.create`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ document: { eddy: 1, name: 'large', steps, view: { positions } } }) })
const { result } = (await created.json()) as { result: { data: { id: string } } }

const browser = await chromium.launch(launchOptions())
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.goto(`${address}/workflow/${result.data.id}`)
await page.locator('.react-flow__node').first().waitFor({ state: 'attached', timeout: 120_000 })
// by name: which cards are drawn depends on the zoom
await page.keyboard.press('ControlOrMeta+k')
await page.keyboard.type(`Step ${count - 4}`)
await page.waitForTimeout(2_000)
await page.keyboard.press('Enter')
const field = page.getByRole('textbox', { name: 'Expression', exact: true })
await field.waitFor({ timeout: 60_000 })
await field.click()
await page.evaluate(() => {
  const taken: number[] = []
  Object.assign(window, { taken })
  document.addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - timeStamp))), true)
})
for (const key of ' & $uppercase(a) & "abc"'.slice(0, 21)) {
  await page.keyboard.press(key === ' ' ? 'Space' : key)
  await page.waitForTimeout(350)
}
const [first = 0, ...rest] = await page.evaluate(() => (window as unknown as { taken: number[] }).taken)
const sorted = rest.toSorted((a, b) => a - b)
console.log(JSON.stringify({ steps: count, first: Math.round(first), median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), slowest: Math.round(sorted.at(-1) ?? 0), keys: rest.length + 1 }))
await browser.close()
