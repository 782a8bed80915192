import { expect, openTemplate, test } from './page.ts'

test('a line becomes two ends with names, which lead to each other, and is whole again', async ({ page }) => {
  await openTemplate(page, 'Fulfil an order')
  const id = await page.locator('.react-flow__edge').first().getAttribute('data-id')
  const path = page.locator(`.react-flow__edge[data-id="${id}"] .react-flow__edge-path`)
  await expect(path).toHaveCount(1)
  // clear of the plus in its middle
  const at = await path.evaluate((line: SVGPathElement) => {
    const { x, y } = line.getPointAtLength(line.getTotalLength() * 0.25).matrixTransform(line.getScreenCTM() ?? undefined)
    return { x, y }
  })
  await page.mouse.click(at.x, at.y)
  await page.keyboard.press('k')
  await expect(path).toHaveCount(0)
  const out = page.getByRole('button', { name: /^Goes on at / })
  const back = page.getByRole('button', { name: /^Comes from / })
  await expect(out).toHaveCount(1)
  await expect(back).toHaveCount(1)
  // it is kept for this person, beside the document
  await page.reload()
  await expect(out).toBeVisible()
  await expect(path).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()
  // an end chooses the line, which is drawn while it is chosen
  await out.click()
  await expect(path).toHaveCount(1)
  await page.keyboard.press('k')
  await page.keyboard.press('Escape')
  await expect(path).toHaveCount(1)
  await expect(out).toHaveCount(0)
})
