import type { WorkflowDocument } from '@eddy/workflow'
import { stepsChange } from '../../store/document/steps-change.ts'
import { stepIndex } from '../../store/document/locate.ts'
import type { Area } from './grid-index.ts'
import type { LookSources } from './looks.ts'
import type { Scene } from './scene.ts'

/** With more changes than this the whole drawing is drawn again. */
const most = 400

/** Where two drawings differ; `undefined` stands for everywhere. */
export function changedAreas(before: LookSources, after: LookSources): readonly (Area | undefined)[] {
  if (before.overlay !== after.overlay || before.catalog !== after.catalog || before.cut !== after.cut) return [undefined]
  const areas: (Area | undefined)[] = []
  if (before.scene !== after.scene) areas.push(...boxChanges(before, after))
  // a layout moves all of them: nothing more has to be compared
  if (areas.length > most) return [undefined]
  if (before.scene !== after.scene) areas.push(...lineChanges(before.scene, after.scene))
  if (before.problemsOf !== after.problemsOf) areas.push(...problemChanges(before, after))
  return areas.length > most ? [undefined] : areas
}

function boxChanges(before: LookSources, after: LookSources): Area[] {
  const areas: Area[] = []
  const [old, now] = [before.scene, after.scene]
  const another = changedSteps(before.document, after.document)
  for (const [box, id] of now.ids.entries()) {
    // most of a drawing stays in its order
    const was = old.ids[box] === id ? box : old.indexOf(id)
    if (was === undefined) areas.push(areaAt(now, box))
    else if (!samePlace(now, box, { scene: old, box: was })) areas.push(areaAt(old, was), areaAt(now, box))
    else if (another(id)) areas.push(areaAt(now, box))
    if (areas.length > most) return areas
  }
  if (now.ids.length !== old.ids.length || areas.length) for (const [box, id] of old.ids.entries()) if (now.indexOf(id) === undefined) areas.push(areaAt(old, box))
  return areas
}

/** Says of a path whether its step is another one. */
function changedSteps(before: WorkflowDocument, after: WorkflowDocument): (path: string) => boolean {
  if (before === after) return () => false
  const change = stepsChange(before, after)
  if (change) {
    const come = new Set(change.come.map(({ name }) => name))
    return (path) => come.has(path)
  }
  const [old, now] = [stepIndex(before), stepIndex(after)]
  return (path) => old.get(path)?.step !== now.get(path)?.step
}

function lineChanges(old: Scene, now: Scene): Area[] {
  const areas: Area[] = []
  const was = new Map<string, number>()
  let same = 0
  while (same < old.edges.length && old.edges[same] === now.edges[same] && sameWay(now, same, { scene: old, line: same })) same += 1
  for (let line = same; line < old.edges.length; line++) was.set(old.edges[line]?.id ?? '', line)
  for (let line = same; line < now.edges.length && areas.length <= most; line++) {
    const id = now.edges[line]?.id ?? ''
    const at = was.get(id)
    was.delete(id)
    if (at !== undefined && sameWay(now, line, { scene: old, line: at })) continue
    areas.push(lineArea(now, line))
    if (at !== undefined) areas.push(lineArea(old, at))
  }
  if (areas.length <= most) for (const line of was.values()) areas.push(lineArea(old, line))
  return areas
}

function problemChanges(before: LookSources, after: LookSources): Area[] {
  const ids = new Set([...before.problemsOf.keys(), ...after.problemsOf.keys()])
  return [...ids].flatMap((id) => {
    const box = before.problemsOf.get(id) === after.problemsOf.get(id) ? undefined : after.scene.boxFor(id)
    return box === undefined ? [] : [areaAt(after.scene, box)]
  })
}

function samePlace(scene: Scene, box: number, other: { readonly scene: Scene; readonly box: number }): boolean {
  for (let side = 0; side < 4; side++) if (scene.extents[4 * box + side] !== other.scene.extents[4 * other.box + side]) return false
  return true
}

function sameWay(scene: Scene, line: number, other: { readonly scene: Scene; readonly line: number }): boolean {
  for (let side = 0; side < 4; side++) if (scene.ends[4 * line + side] !== other.scene.ends[4 * other.line + side]) return false
  return Object.is(scene.turns[line], other.scene.turns[other.line])
}

function areaAt({ extents }: Scene, box: number): Area {
  const [left = 0, top = 0, right = 0, bottom = 0] = extents.subarray(4 * box, 4 * box + 4)
  return { left, top, right, bottom }
}

/** What is drawn again with a line: it, its arrow, and the width of its pen. */
export function lineArea({ lines: { extents } }: Scene, line: number): Area {
  const [left = 0, top = 0, right = 0, bottom = 0] = extents.subarray(4 * line, 4 * line + 4)
  return { left: left - 30, top: top - 6, right: right + 30, bottom: bottom + 6 }
}
