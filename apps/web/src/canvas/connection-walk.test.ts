import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { endsOfLine, nextConnection } from './connection-walk.ts'
import { sceneOf } from './layer/scene-of.ts'

const document: WorkflowDocument = { eddy: 1, name: 'x', steps: [{ name: 'a', kind: 'debug', undo: 'u' }, { name: 'b', kind: 'debug', waitFor: ['a'] }, { name: 'c', kind: 'debug', waitFor: ['a'] }], handlers: [{ name: 'u', kind: 'debug' }] }
const scene = sceneOf({ document, lanes: true, density: 'comfortable' })

it('goes round along the lines of a card, both ways', () => {
  const walk = (by: 1 | -1) => {
    const seen: (string | undefined)[] = []
    for (let at = 0; at < 4; at++) seen.push(nextConnection(scene, { path: 'a', line: seen.at(-1), by }))
    return seen
  }
  const there = walk(1)
  expect(new Set(there)).toEqual(new Set(['undo:a>u', 'wait:a>b', 'wait:a>c']))
  expect(there[3]).toBe(there[0])
  expect(walk(-1).slice(0, 3)).toEqual(there.slice(0, 3).toReversed())
  expect(nextConnection(scene, { path: 'gone', by: 1 })).toBeUndefined()
})

it('knows the cards that a line is drawn between', () => {
  expect([endsOfLine(scene, 'wait:a>c'), endsOfLine(scene, 'undo:a>u'), endsOfLine(scene, 'wait:b>c')]).toEqual([['a', 'c'], ['a', 'u'], undefined])
})
