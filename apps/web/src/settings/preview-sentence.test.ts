import { expect, it } from 'vitest'
import { previewSentence } from './preview-sentence.ts'

it('tells what goes before it goes', () => {
  expect(previewSentence({ runs: 0, workflows: [], oldest: null }, false)).toBe('The next clean-up removes no run.')
  const workflows = [{ name: 'trip', runs: 4 }, { name: 'shop', runs: 2 }, { name: 'mail', runs: 1 }, { name: 'sum', runs: 1 }]
  expect(previewSentence({ runs: 8, workflows, oldest: null }, true)).toBe('The next clean-up would remove 8 runs: 4 of trip, 2 of shop, 1 of mail and others.')
})
