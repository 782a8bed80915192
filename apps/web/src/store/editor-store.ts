import type { Problem, WorkflowDocument } from '@eddy/workflow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { Autosave, type AutosaveDeps, type SaveState } from './autosave.ts'
import type { Command } from './command/command.ts'
import { locate } from './document/locate.ts'
import { noteAt } from './document/notes.ts'
import { execute, type History, redo, sealed, startHistory, undo } from './history.ts'
import { problemsByStep } from './problems-by-step.ts'

export interface EditorDeps {
  readonly id: string
  readonly document: WorkflowDocument
  readonly revision: number
  readonly savedAt?: string
  readonly save: AutosaveDeps['save']
  readonly validate: (document: WorkflowDocument) => readonly Problem[]
  /** Takes over where validating would keep the page waiting, and says so; what it finds comes later. */
  readonly validateLater?: (document: WorkflowDocument, done: (problems: readonly Problem[]) => void) => boolean
}

export interface EditorState {
  readonly id: string
  readonly document: WorkflowDocument
  readonly history: History
  readonly save: SaveState
  readonly problems: readonly Problem[]
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  /** Paths of steps, ids of edges and keys of notes. */
  readonly selection: ReadonlySet<string>
  /** Whether the undo lanes are drawn; strips always are. */
  readonly lanes: boolean
  /** What was last said to screen readers. */
  readonly announcement: string
  /** A short refusal, shown until the next one or its time is over. */
  readonly notice?: { readonly text: string; readonly key: number }
  /** The only writer of the document. */
  readonly dispatch: (command: Command, select?: ReadonlySet<string>) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly select: (selection: ReadonlySet<string>) => void
  readonly setLanes: (lanes: boolean) => void
  readonly announce: (text: string) => void
  readonly notify: (text: string | undefined) => void
  /** Validates at once what the delay still holds back. */
  readonly validateNow: () => void
  readonly flush: () => Promise<void>
  /** Ends a stale save: go on with what is here, or with what is stored. */
  readonly resolveStale: (keep: 'mine' | 'theirs') => void
  readonly dispose: () => void
}

export type EditorStore = StoreApi<EditorState>

const validateDelay = 150
const none: ReadonlySet<string> = new Set()

/** One editor's state. Server state stays in React Query; this holds the draft, its history and what is derived from them. */
export function createEditorStore(deps: EditorDeps): EditorStore {
  return createStore<EditorState>((set, get) => {
    const autosave = new Autosave({ save: deps.save, onState: (save) => set({ save }) }, deps.revision)
    let timer: ReturnType<typeof setTimeout> | undefined

    const validateNow = () => {
      clearTimeout(timer)
      const { document } = get()
      const later = deps.validateLater?.(document, (problems) => {
        // an edit made meanwhile is validated by itself
        if (get().document.steps === document.steps) found(problems)
      })
      if (!later) found(deps.validate(document))
    }
    const found = (problems: readonly Problem[]) => set({ problems, problemsOf: problemsByStep(problems) })

    const advance = (history: History, patch: Partial<EditorState>) => {
      const { document } = history
      const changed = document !== get().document
      const selection = withoutGone(document, patch.selection ?? get().selection)
      set({ ...patch, history, document, selection })
      if (!changed) return
      autosave.edited(document)
      clearTimeout(timer)
      timer = setTimeout(validateNow, validateDelay)
    }

    const initial = deps.validateLater?.(deps.document, (problems) => get().document === deps.document && found(problems)) ? [] : deps.validate(deps.document)
    return {
      id: deps.id,
      document: deps.document,
      history: startHistory(deps.document),
      save: { kind: 'saved', ...(deps.savedAt === undefined ? {} : { at: deps.savedAt }) },
      problems: initial,
      problemsOf: problemsByStep(initial),
      selection: none,
      lanes: true,
      announcement: '',
      dispatch: (command, selection) => {
        const before = get().history
        const after = execute(before, command)
        if (after === before && !selection) return
        const said = command.merge === undefined ? { announcement: command.label } : {}
        advance(after, { ...said, ...(selection ? { selection } : {}) })
      },
      undo: () => {
        const { history } = get()
        const label = history.past.at(-1)?.label
        if (label !== undefined) advance(undo(history), { announcement: `Undone: ${label}` })
      },
      redo: () => {
        const { history } = get()
        const label = history.future.at(-1)?.label
        if (label !== undefined) advance(redo(history), { announcement: `Done again: ${label}` })
      },
      select: (selection) => {
        const { selection: before, history } = get()
        if (selection.size === before.size && [...selection].every((id) => before.has(id))) return
        set({ selection, history: sealed(history) })
      },
      setLanes: (lanes) => set({ lanes }),
      announce: (announcement) => set({ announcement }),
      notify: (text) => {
        if (text === undefined) {
          const { notice: _, ...rest } = get()
          set(rest, true)
        } else set({ notice: { text, key: (get().notice?.key ?? 0) + 1 } })
      },
      validateNow,
      flush: () => autosave.flush(),
      resolveStale: (keep) => {
        const { save, document } = get()
        if (save.kind !== 'stale') return
        if (keep === 'mine') autosave.rebase(save.revision, document)
        else {
          set({ document: save.document, history: startHistory(save.document), selection: none })
          autosave.rebase(save.revision)
          validateNow()
        }
      },
      dispose: () => {
        clearTimeout(timer)
        autosave.dispose()
      },
    }
  })
}

function withoutGone(document: WorkflowDocument, selection: ReadonlySet<string>): ReadonlySet<string> {
  const kept = [...selection].filter((id) => id.includes('>') || locate(document, id) !== undefined || noteAt(document, id) !== undefined)
  return kept.length === selection.size ? selection : new Set(kept)
}
