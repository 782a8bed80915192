import type { Catalog } from '@eddy/workflow'
import { duplicate } from '../canvas/clipboard.ts'
import type { Hands } from '../canvas/hands.ts'
import { selectAll } from '../canvas/scope/everything-in.ts'
import type { Camera } from '../canvas/use-camera.ts'
import type { Density } from '../canvas/layer/density.ts'
import { type Alignment, alignmentWords } from '../store/command/align-steps.ts'
import { connect } from '../store/command/connect.ts'
import { isContainer } from '../store/document/inside.ts'
import { type Located, locate, stepIndex } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { editTitle } from '../store/edit-title.ts'
import type { EditorState, EditorStore } from '../store/editor-store.ts'
import { lastTaken, nextRedo, nextUndo } from '../store/history.ts'
import { canConnect } from '../store/rule/can-connect.ts'
import { navigate } from './router.ts'
import type { RehearsalStore } from '../rehearsal/rehearsal-store.ts'
import { rehearsalCommands } from './rehearsal-commands.ts'
import { focusClashes } from './clash-focus.ts'
import type { Over } from './editor-panels.ts'
import type { PaletteGroup } from '../ui/palette-group.ts'
import { publishBlocked } from './publish-blocked.ts'
import type { PartRun } from './use-part-run.ts'
import type { RunRequest } from './use-run-request.ts'
import type { PaletteCommand } from '../ui/palette-command.ts'

export interface CommandContext {
  readonly store: EditorStore
  readonly catalog: Catalog
  readonly hands: Hands
  readonly run: RunRequest
  readonly rehearsal: RehearsalStore
  readonly part: PartRun
  readonly verbs: CommandVerbs
}

/** What the editor's other parts do for a command. */
export interface CommandVerbs {
  readonly add: (kind: string) => void
  readonly jump: (path: string) => void
  readonly tidy: () => void
  readonly tidySelection: () => void
  readonly camera: Camera
  readonly copy: () => void
  readonly cut: () => void
  readonly paste: () => void
  readonly inspect: () => void
  readonly outline: () => void
  readonly undoOf: (path: string) => void
  readonly open: (over: Over) => void
  readonly density: (density: Density | 'outline') => void
  readonly versions: () => void
  /** What was published last is the draft again. */
  readonly asPublished: () => void
  readonly triggers: () => void
  readonly goal: () => void
  readonly drawer: (tab: 'fixtures' | 'values') => void
  /** Pins a step to what it came to last, or takes its pin away. */
  readonly togglePin: (path: string) => void
}

/** Everything that can be done, whatever is selected: what cannot be done now says why. In groups, as the list of keys shows them. */
export function commandGroups(context: CommandContext): readonly PaletteGroup[] {
  return [
    { title: 'Workflow', commands: workflowCommands(context) },
    { title: 'View', commands: viewCommands(context) },
    { title: 'One step', commands: stepCommands(context) },
    { title: 'Rehearsal', commands: rehearsalCommands(context.rehearsal, context.store) },
    { title: 'Containers', commands: containerCommands(context) },
    { title: 'Selection', commands: selectionCommands(context) },
    { title: 'Clipboard', commands: clipboardCommands(context) },
    { title: 'Align', commands: alignCommands(context) },
  ]
}

export function editorCommands(context: CommandContext): readonly PaletteCommand[] {
  return commandGroups(context).flatMap(({ commands }) => commands)
}

function workflowCommands({ store, hands, run, verbs }: CommandContext): readonly PaletteCommand[] {
  const { history, undo, redo, undoTaken, clashes, problems } = store.getState()
  const [past, future, taken] = [nextUndo(history), nextRedo(history), lastTaken(history)].map((entry) => entry && editTitle(entry))
  return [
    { id: 'run', title: 'Run', key: 'Ctrl+Enter', blocked: () => run.blocked, act: run.open },
    { id: 'override', title: 'Override settings for one run …', detail: 'debug, try other settings, prove and accept them', blocked: () => run.blocked, act: () => verbs.open('override') },
    { id: 'publish', title: 'Publish', detail: 'make a version of the draft', key: 'Shift+V', blocked: () => publishBlocked(store.getState().document), act: () => verbs.open('publish') },
    { id: 'versions', title: 'Versions', detail: 'promote, roll back, canary, retire, compare', key: 'V', act: verbs.versions },
    { id: 'as-published', title: 'Back to as published', detail: 'drop the edits since the last version', key: 'Shift+B', act: verbs.asPublished },
    { id: 'triggers', title: 'Triggers', detail: 'webhook, schedule, file: what starts it by itself', key: 'W', act: verbs.triggers },
    { id: 'goal', title: 'Draft from a goal …', detail: 'plan, generate: words become steps', key: 'G', act: verbs.goal },
    { id: 'undo', title: past ? `Undo: ${past}` : 'Undo', key: 'Ctrl+Z', blocked: () => (past ? undefined : 'Nothing was done yet.'), act: undo },
    { id: 'redo', title: future ? `Redo: ${future}` : 'Redo', key: 'Ctrl+Shift+Z', blocked: () => (future ? undefined : 'Nothing was undone.'), act: redo },
    { id: 'inbox', title: 'Open the inbox', detail: 'approvals, escalations, questions', act: () => navigate('/inbox') },
    { id: 'settings', title: 'Open the settings', detail: 'Secrets, API tokens', act: () => navigate('/settings') },
    { id: 'undo-taken', title: taken ? `Undo: ${taken}` : 'Undo what was taken in from elsewhere', blocked: () => (taken ? undefined : 'Nothing was taken in.'), act: undoTaken },
    { id: 'clashes', title: 'Go to what was changed in two ways', detail: 'merge, conflicts', blocked: () => (clashes.length ? undefined : 'Nothing was.'), act: focusClashes },
    { id: 'my-name', title: 'Say who I am', detail: 'the name that others see here', act: () => verbs.open('name') },
    { id: 'fixtures', title: 'Fixtures', detail: 'sample inputs and pinned results', act: () => verbs.drawer('fixtures') },
    { id: 'values', title: 'Last values', detail: 'what each step came to', act: () => verbs.drawer('values') },
    { id: 'problems', title: 'Problems and fixes', key: 'Shift+P', blocked: () => (problems.length ? undefined : 'There is no problem.'), act: () => verbs.open('problems') },
    { id: 'find', title: 'Find and replace', detail: 'search inside names, settings, code', key: 'Ctrl+F', act: () => verbs.open('find') },
    { id: 'share', title: 'Publish to the library', detail: 'share, template', act: () => verbs.open('share') },
    { id: 'library', title: 'Open the library', detail: 'templates to install', act: () => navigate('/library') },
    { id: 'keys', title: 'All keys', detail: 'keyboard shortcuts', key: '?', act: () => verbs.open('keys') },
    { id: 'note', title: 'Add note', key: 'N', act: () => hands.addNote() },
    { id: 'tidy', title: 'Tidy up', detail: 'lay the drawing out', act: verbs.tidy },
  ]
}

function viewCommands({ store, hands, verbs }: CommandContext): readonly PaletteCommand[] {
  const { lanes, setLanes, links, setLinks, selection } = store.getState()
  const { camera } = verbs
  const some = () => (selection.size ? undefined : 'Nothing is selected.')
  return [
    { id: 'outline', title: 'Go to the outline', key: 'Ctrl+Shift+O', act: verbs.outline },
    { id: 'fit', title: 'Fit the drawing', key: 'F', act: camera.fit },
    { id: 'zoom-selection', title: 'Zoom to the selection', key: 'Shift+F', blocked: some, act: camera.fitSelection },
    { id: 'zoom-full', title: 'Zoom to 100 %', key: '0', act: () => camera.zoom('full') },
    { id: 'zoom-in', title: 'Zoom in', act: () => camera.zoom('in') },
    { id: 'zoom-out', title: 'Zoom out', act: () => camera.zoom('out') },
    { id: 'camera-back', title: 'Back to where I looked before', key: 'Alt+Left', act: () => camera.go(-1) },
    { id: 'camera-forward', title: 'Forward again', key: 'Alt+Right', act: () => camera.go(1) },
    { id: 'lanes', title: lanes ? 'Hide undo lanes' : 'Show undo lanes', act: () => setLanes(!lanes) },
    { id: 'density-comfortable', title: 'Comfortable cards', detail: 'density', key: '1', act: () => verbs.density('comfortable') },
    { id: 'density-compact', title: 'Compact cards', detail: 'density, one line each', key: '2', act: () => verbs.density('compact') },
    { id: 'density-outline', title: 'Show the outline', detail: 'density, as a tree', key: '3', act: () => verbs.density('outline') },
    { id: 'cut-line', title: 'Draw the line as two named ends, or whole again', detail: 'link ends of long lines', key: 'K', blocked: some, act: hands.toggleCut },
    { id: 'links', title: links ? 'Hide what feeds the selected steps' : 'Show what feeds the selected steps', detail: 'data links', key: 'L', act: () => setLinks(!links) },
  ]
}

function containerCommands({ store, hands }: CommandContext): readonly PaletteCommand[] {
  const { document, selection, folded, scope } = store.getState()
  const chosen = [...selection].filter((path) => isContainer(document, path))
  const [path] = chosen
  const container = () => (path === undefined ? 'Select a container first: a group, a map, a switch.' : undefined)
  return [
    { id: 'fold', title: path !== undefined && folded.has(path) ? 'Open the container' : 'Close the container', key: 'O', blocked: container, act: hands.toggleFold },
    { id: 'enter', title: 'Look into the container', key: 'Shift+O', blocked: () => container() ?? (chosen.length > 1 ? 'Select one container.' : undefined), act: hands.enter },
    { id: 'up', title: 'Go up to what is around', key: 'Esc', blocked: () => (scope === undefined ? 'This is the whole workflow.' : undefined), act: () => hands.up() },
    { id: 'fold-all', title: 'Close all containers', act: () => hands.foldAll(true) },
    { id: 'unfold-all', title: 'Open all containers', act: () => hands.foldAll(false) },
  ]
}

function clipboardCommands({ store, verbs }: CommandContext): readonly PaletteCommand[] {
  const some = () => (store.getState().selection.size ? undefined : 'Nothing is selected.')
  return [
    { id: 'copy', title: 'Copy', key: 'Ctrl+C', blocked: some, act: verbs.copy },
    { id: 'cut', title: 'Cut', key: 'Ctrl+X', blocked: some, act: verbs.cut },
    { id: 'paste', title: 'Paste', key: 'Ctrl+V', act: verbs.paste },
    { id: 'duplicate', title: 'Duplicate', key: 'Ctrl+D', blocked: some, act: () => duplicate(store) },
  ]
}

function stepCommands({ store, hands, part, verbs }: CommandContext): readonly PaletteCommand[] {
  const steps = selectedSteps(store.getState())
  const [only] = steps.length === 1 ? steps : []
  const name = only ? stepLabel(only.step) : 'the selected step'
  const handler = only?.scope.kind === 'handlers'
  const one = () => (only ? undefined : 'Select one step first.')
  const forward = () => one() ?? (handler ? `${name} is a handler: it runs only when something is undone.` : undefined)
  const path = only?.path ?? ''
  const undo = only?.step.undo !== undefined && only.step.undo !== 'none'
  return [
    { id: 'inspect', title: `Edit ${name}`, key: 'E', blocked: one, act: verbs.inspect },
    { id: 'insert', title: `Insert a step after ${name}`, key: 'I', blocked: forward, act: () => hands.insertAfter(path) },
    { id: 'run-to', title: `Run to ${name} …`, detail: 'shows first what would run', key: 'T', blocked: part.blocked, act: () => void part.ask('to') },
    { id: 'run-only', title: `Run ${name} only …`, detail: 'shows first what would run', key: 'Shift+T', blocked: part.blocked, act: () => void part.ask('only') },
    { id: 'pin', title: `Pin the last result of ${name}, or remove its pin`, key: 'P', blocked: forward, act: () => verbs.togglePin(path) },
    { id: 'connect', title: `Connect ${name} to …`, detail: 'pass its result', key: 'C', blocked: forward, act: () => verbs.open('connect') },
    { id: 'wait', title: `Let another step wait for ${name} …`, detail: 'connect without data', key: 'Shift+C', blocked: forward, act: () => verbs.open('wait') },
    { id: 'undo-of', title: undo ? `Go to the undo of ${name}` : `Add an undo to ${name}`, detail: 'compensation handler', key: 'U', blocked: forward, act: () => verbs.undoOf(path) },
    { id: 'replace', title: `Replace ${name} with another kind`, key: 'R', blocked: one, act: () => hands.replace() },
    { id: 'ungroup', title: 'Ungroup', key: 'Ctrl+Shift+G', blocked: () => one() ?? (only?.step.kind === 'group' ? undefined : `${name} is not a group.`), act: hands.ungroup },
  ]
}

function selectionCommands({ store, hands, verbs }: CommandContext): readonly PaletteCommand[] {
  const state = store.getState()
  const { selection, select } = state
  const steps = selectedSteps(state)
  const some = () => (selection.size ? undefined : 'Nothing is selected.')
  const any = () => (steps.length ? undefined : 'Select a step first.')
  return [
    { id: 'group', title: 'Group', key: 'Ctrl+G', blocked: any, act: hands.group },
    { id: 'delete', title: 'Delete', key: 'Del', blocked: some, act: hands.remove },
    { id: 'extract', title: 'Extract as a workflow …', detail: 'sub-workflow, compose', key: 'X', blocked: any, act: hands.extract },
    { id: 'promote', title: 'Share as a template …', detail: 'the selected steps, in the library', key: 'Shift+X', blocked: any, act: hands.promote },
    { id: 'tidy-selection', title: 'Tidy up the selected steps', blocked: () => (steps.length > 1 ? undefined : 'Select several steps first.'), act: verbs.tidySelection },
    { id: 'delete-reconnect', title: 'Delete and reconnect', key: 'Shift+Del', blocked: any, act: hands.removeAndReconnect },
    { id: 'all', title: 'Select all', key: 'Ctrl+A', atOnce: true, act: () => selectAll(store) },
    { id: 'none', title: 'Select nothing', key: 'Esc', atOnce: true, blocked: some, act: () => select(new Set()) },
    { id: 'upstream', title: 'Select what leads here', key: '[', atOnce: true, blocked: any, act: () => hands.reach('upstream') },
    { id: 'downstream', title: 'Select what follows', key: ']', atOnce: true, blocked: any, act: () => hands.reach('downstream') },
    { id: 'connected', title: 'Select all connected', key: 'Shift+[', atOnce: true, blocked: any, act: () => hands.reach('connected') },
  ]
}

const alignments: readonly (readonly [Alignment, string])[] = [['left', 'A L'], ['centre', 'A C'], ['right', 'A R'], ['top', 'A T'], ['middle', 'A M'], ['bottom', 'A B'], ['across', 'A H'], ['down', 'A V']]

function alignCommands({ store, hands }: CommandContext): readonly PaletteCommand[] {
  const blocked = () => (store.getState().selection.size > 1 ? undefined : 'Select several steps first.')
  return alignments.map(([alignment, key]) => ({ id: `align-${alignment}`, title: alignmentWords[alignment], key, blocked, act: () => hands.align(alignment) }))
}

function selectedSteps({ document, selection }: EditorState): readonly Located[] {
  return [...selection].flatMap((id) => locate(document, id) ?? [])
}

/** What helps against the problems of the draft, where that is obvious. */
export function fixCommands({ store, hands }: CommandContext): readonly PaletteCommand[] {
  return store.getState().problems.flatMap((problem) => hands.fixes(problem).map((fix) => ({ id: `fix:${problem.code}${problem.path}:${fix.label}`, title: fix.label, detail: problem.message, act: () => hands.fix(fix) })))
}

/** Every step, to go to. */
export function jumpCommands({ store, catalog, verbs }: CommandContext): readonly PaletteCommand[] {
  return [...stepIndex(store.getState().document).values()].map(({ path, step }) => ({
    id: `step:${path}`,
    title: stepLabel(step),
    detail: [catalog.get(step.kind)?.title ?? step.kind, ...(path.includes('.') ? [path] : [])].join(' · '),
    act: () => verbs.jump(path),
  }))
}

/** Every kind, to add a step of it. */
export function addCommands({ catalog, verbs }: CommandContext): readonly PaletteCommand[] {
  return catalog.list().map((kind) => ({ id: `add:${kind.kind}`, title: `Add ${kind.title}`, detail: kind.summary, act: () => verbs.add(kind.kind) }))
}

/** So many are put in order: what fits comes first. */
const fewToSort = 200

/** The steps that the selected one could be connected to. */
export function connectCommands({ store, catalog }: CommandContext, as: 'data' | 'wait'): readonly PaletteCommand[] {
  const { document, selection, dispatch, notify } = store.getState()
  const source = [...selection].find((id) => locate(document, id))
  if (source === undefined) return []
  const others = [...stepIndex(document).values()].filter(({ path, scope }) => path !== source && scope.kind !== 'handlers')
  const fits = ({ path }: Located) => canConnect(document, source, path).ok
  // of more, nobody reads the list: they search it
  const first = others.length > fewToSort ? others : [...others.filter(fits), ...others.filter((other) => !fits(other))]
  return first.map(({ path, step }) => ({
    id: `to:${path}`,
    atOnce: true,
    title: stepLabel(step),
    detail: catalog.get(step.kind)?.title ?? step.kind,
    blocked: () => {
      const verdict = canConnect(document, source, path)
      return verdict.ok ? undefined : verdict.reason
    },
    act: () => {
      const made = connect(document, { source, target: path, as })
      if (made.apply(document).document === document) notify('They are connected already.')
      else dispatch(made)
    },
  }))
}
