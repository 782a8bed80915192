import { must } from '../error/engine-error.ts'
import type { NativeKind } from '../plan/plan.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { groupContainer } from './group-container.ts'
import { mapContainer } from './map-elements.ts'
import { raceContainer } from './race-branches.ts'
import { repeatContainer } from './repeat-rounds.ts'
import { switchContainer } from './switch-branch.ts'
import type { Container } from './container.ts'

export type ContainerKind = Exclude<NativeKind, 'wait.timer' | 'wait.until' | 'wait.signal' | 'approval' | 'escalate'>

const CONTAINERS: { readonly [K in ContainerKind]: Container } = {
  group: groupContainer,
  around: groupContainer,
  compose: groupContainer,
  switch: switchContainer,
  map: mapContainer,
  reduce: mapContainer,
  repeat: repeatContainer,
  race: raceContainer,
}

export function containerOf(step: StepInstance): Container {
  const { native } = step.plan
  // not every native kind is one; those that are not are found to be missing
  return must(native === null ? undefined : (CONTAINERS as { readonly [K in NativeKind]?: Container })[native], 'a container')
}

export function isContainer(kind: NativeKind | null): kind is ContainerKind {
  return kind !== null && kind in CONTAINERS
}
