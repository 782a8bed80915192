import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { PagePalette } from './page-palette.tsx'

/** All that the page does before it takes the next key, and nothing of the next frame. */
async function beforeTheNextKey(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
}

it('has the focus before the next key comes, and gives it back', async () => {
  const screen = await render(
    <>
      <button type="button">Beneath</button>
      <PagePalette groups={() => [{ title: 'Go to', commands: [{ id: 'box', title: 'Box', act: () => {} }] }]} placeholder="Search" />
    </>,
  )
  const beneath = screen.getByRole('button', { name: 'Beneath' }).element()
  if (!(beneath instanceof HTMLElement)) throw new Error('there is no button')
  beneath.focus()
  beneath.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
  await beforeTheNextKey()
  expect(document.activeElement?.getAttribute('role')).toBe('combobox')
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  await expect.poll(() => document.activeElement).toBe(beneath)
})
