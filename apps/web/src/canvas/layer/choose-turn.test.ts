import type { Step, WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { linePath } from '../line-path.ts'
import { Position } from '@xyflow/react'
import { routeOf } from './line-ends.ts'
import { endsAt, isDown } from './paint-lines.ts'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene-of.ts'
import { lineAt } from './hit.ts'
import { turnOf } from './turn-of.ts'

const debug = (name: string, waitFor: readonly string[] = []): Step => ({ name, kind: 'debug', ...(waitFor.length ? { waitFor } : {}) })

function drawn(positions: Readonly<Record<string, readonly [number, number]>>, steps: readonly Step[]): Scene {
  const document: WorkflowDocument = { eddy: 1, name: 'drawn', steps, view: { positions } }
  return sceneOf({ document, lanes: true, density: 'comfortable' })
}

/** The cards that a line runs behind. */
function behind(scene: Scene, id: string): readonly string[] {
  const line = scene.edges.findIndex((edge) => edge.id === id)
  const route = new Float64Array(16)
  const count = routeOf(endsAt(scene, line), { turn: turnOf(scene, line), down: isDown(scene, line) }, route)
  const met = new Set<string>()
  for (let at = 2; at < count; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = route.slice(at - 2, at + 2)
    for (const [box, name] of scene.ids.entries()) {
      const [left = 0, top = 0, right = 0, bottom = 0] = scene.extents.slice(4 * box, 4 * box + 4)
      if (left < Math.max(x1, x2) && right > Math.min(x1, x2) && top < Math.max(y1, y2) && bottom > Math.min(y1, y2)) met.add(name)
    }
  }
  return [...met]
}

it('takes a line between two steps of one row past the cards that stand between them, on the nearer side', () => {
  const scene = drawn({ a: [0, 0], b: [352, 0], c: [704, 0], d: [1056, 0] }, [debug('a'), debug('b'), debug('c'), debug('d', ['a'])])
  expect([turnOf(scene, 0), behind(scene, 'wait:a>d')]).toEqual([-16, []])
})

it('leaves a line straight while nothing is in its way', () => {
  const scene = drawn({ a: [0, 0], d: [1056, 0] }, [debug('a'), debug('d', ['a'])])
  expect(turnOf(scene, 0)).toBe('target')
})

it('finds the corridor between two rows', () => {
  const scene = drawn({ a: [0, 0], b: [352, 0], e: [352, 160], f: [704, 160], d: [1056, 160] }, [debug('a'), debug('b'), debug('e'), debug('f'), debug('d', ['a'])])
  expect(behind(scene, 'wait:a>d')).toEqual([])
  const turn = turnOf(scene, 0)
  expect(turn).toBeGreaterThanOrEqual(64)
  expect(turn).toBeLessThanOrEqual(160)
})

it('takes a line that leads back round both of its own cards and those between', () => {
  const scene = drawn({ a: [704, 0], b: [352, 0], d: [0, 0] }, [debug('a'), debug('b'), debug('d', ['a'])])
  expect(behind(scene, 'wait:a>d')).toEqual([])
})

it('goes above the undos that hang under a row', () => {
  const document: WorkflowDocument = {
    eddy: 1, name: 'lanes', handlers: [{ name: 'cancel', kind: 'debug' }],
    steps: [debug('a'), { ...debug('b'), undo: 'cancel' }, debug('c', ['a'])],
    view: { positions: { a: [0, 0], b: [352, 0], c: [704, 0] } },
  }
  const scene = sceneOf({ document, lanes: true, density: 'comfortable' })
  expect(behind(scene, 'wait:a>c')).toEqual([])
  expect(turnOf(scene, scene.edges.findIndex(({ id }) => id === 'wait:a>c'))).toBeLessThan(0)
})

it('is found by the pointer where it is drawn', () => {
  const scene = drawn({ a: [0, 0], b: [352, 0], c: [704, 0] }, [debug('a'), debug('b'), debug('c', ['a'])])
  expect(lineAt(scene, { x: 480, y: -14 }, 6)).toBe('wait:a>c')
  expect(lineAt(scene, { x: 480, y: 32 }, 6)).toBeUndefined()
})

it('is the same line as a path of the page', () => {
  const [path, x, y] = linePath({ sourceX: 256, sourceY: 32, sourcePosition: Position.Right, targetX: 704, targetY: 32, targetPosition: Position.Left }, -16)
  expect(path).toBe('M256 32L284 32Q292 32 292 24L292 -8Q292 -16 300 -16L660 -16Q668 -16 668 -8L668 24Q668 32 676 32L704 32')
  expect([x, y]).toEqual([480, -16])
})
