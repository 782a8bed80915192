import type { DrawerTab } from '../fixtures/trial-drawer.tsx'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What lies over the editor: one thing at a time. `connect` and `wait` ask for the step at the other end, `name` for a person's. */
export type Over = 'run' | 'name' | 'commands' | 'connect' | 'wait' | 'problems' | 'keys' | 'find' | 'replace' | 'extract' | 'promote' | 'publish' | 'share' | 'update' | 'override'

export interface EditorPanels {
  readonly outline: boolean
  /** What the drawer under the drawing shows. */
  readonly drawer: DrawerTab | undefined
  readonly over: Over | undefined
  /** What was published, beside the drawing. */
  readonly versions: boolean
  /** What starts the workflow by itself, beside the drawing: in the place of the versions. */
  readonly triggers: boolean
  /** From words to steps, beside the drawing: in the place of the versions. */
  readonly goal: boolean
}

const key = 'eddy.outline'

/** What is open around the drawing, for the bar, the workspace and the commands. The outline is remembered in this browser. */
const panels = createStore<EditorPanels>(() => ({ outline: remembered(), drawer: undefined, over: undefined, versions: false, triggers: false, goal: false }))

function remembered(): boolean {
  try {
    return localStorage.getItem(key) === 'open'
  } catch {
    return false
  }
}

export function usePanels<T>(select: (panels: EditorPanels) => T): T {
  return useStore(panels, select)
}

export function outlineShown(): boolean {
  return panels.getState().outline
}

export function showOutline(outline: boolean): void {
  panels.setState({ outline })
  try {
    localStorage.setItem(key, outline ? 'open' : 'closed')
  } catch {
    // a browser that keeps nothing still shows it until the page is left
  }
}

export function showOver(over: Over | undefined): void {
  panels.setState({ over })
}

export function askExtract(as: 'workflow' | 'template'): void {
  showOver(as === 'template' ? 'promote' : 'extract')
}

export function showDrawer(drawer: DrawerTab | undefined): void {
  panels.setState({ drawer })
}

export function showVersions(versions: boolean): void {
  panels.setState({ versions, triggers: false, goal: false })
}

export function showTriggers(triggers: boolean): void {
  panels.setState({ triggers, versions: false, goal: false })
}

export function showGoal(goal: boolean): void {
  panels.setState({ goal, versions: false, triggers: false })
}

export function goalShown(): boolean {
  return panels.getState().goal
}

export function triggersShown(): boolean {
  return panels.getState().triggers
}

export function versionsShown(): boolean {
  return panels.getState().versions
}

export function drawerShown(): DrawerTab | undefined {
  return panels.getState().drawer
}
