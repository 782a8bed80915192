import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { SearchList } from './search-list.tsx'

const rows = ['Alpha', 'Beta', 'Gamma'].map((name) => ({ value: name, text: name.toLowerCase(), shown: name }))

function typed(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

it('takes by Enter what has been typed, though the list is still the one before', async () => {
  const picked: string[] = []
  const { container } = await render(<SearchList label="Letter" placeholder="" rows={rows} nothing="" onPick={(value) => picked.push(value)} />)
  const input = container.querySelector('input')
  if (!input) throw new Error('there is no field')
  const enter = () => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  typed(input, 'gam')
  enter()
  typed(input, 'no such letter')
  enter()
  expect(picked).toEqual(['Gamma'])
})
