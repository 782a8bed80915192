import { type Problem, sameJson, type WorkflowDocument } from '@eddy/workflow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { Autosave, type AutosaveDeps, type SaveState, type Stored } from './autosave.ts'
import type { Command } from './command/command.ts'
import { rebaseDraft, type Rebasing } from './command/rebase-draft.ts'
import { settleClashes } from './command/settle-clashes.ts'
import { locate } from './document/locate.ts'
import { noteAt } from './document/notes.ts'
import { positionsOf } from './document/positions.ts'
import { editPlace, editTitle } from './edit-title.ts'
import { followRenames } from './follow-renames.ts'
import { type Entry, execute, type History, lastTaken, nextRedo, nextUndo, sealed, startHistory, stepBack, type Stepped, stepForward } from './history.ts'
import { type Clash, meet } from './meet.ts'
import { problemsByStep } from './problems-by-step.ts'
import { scopeAfter, type ViewDeps, type ViewSlice, viewSlice } from './view-slice.ts'

export interface EditorDeps extends ViewDeps {
  readonly id: string
  readonly document: WorkflowDocument
  readonly revision: number
  readonly savedAt?: string
  /** What this browser has kept of an earlier visit: it meets the document above. */
  readonly kept?: Kept
  readonly save: AutosaveDeps['save']
  /** Has the fields say what they still hold back: before what was saved elsewhere is taken in, so that it meets all that was typed. */
  readonly tellTyped?: () => void
  readonly validate: (document: WorkflowDocument) => readonly Problem[]
  /** Takes over where validating would keep the page waiting, and says so; what it finds comes later. */
  readonly validateLater?: (document: WorkflowDocument, done: (problems: readonly Problem[]) => void) => boolean
}

/** All that must outlive the page. */
export interface Kept {
  readonly history: History
  readonly stored: Stored
  readonly clashes: readonly Clash[]
  /** When the first edit was made that the server does not have. */
  readonly unsavedSince?: number
}

/** Shows a place of the drawing; nothing when it is in sight already. */
export type Camera = (place: ReturnType<typeof editPlace>) => Promise<unknown> | undefined

export interface EditorState extends ViewSlice {
  readonly id: string
  readonly document: WorkflowDocument
  readonly history: History
  readonly save: SaveState
  /** What was changed here and elsewhere in two ways. The document has what was done here until a person chooses. */
  readonly clashes: readonly Clash[]
  readonly problems: readonly Problem[]
  readonly problemsOf: ReadonlyMap<string, readonly Problem[]>
  /** Paths of steps, ids of edges and keys of notes. */
  readonly selection: ReadonlySet<string>
  /** Whether the undo lanes are drawn; strips always are. */
  readonly lanes: boolean
  /** What was last said to screen readers. */
  readonly announcement: string
  /** A short refusal, shown until the next one or its time is over. */
  readonly notice?: { readonly text: string; readonly key: number; readonly action?: NoticeAction }
  /** The document that is glided to: its cards move there instead of jumping. */
  readonly glided: WorkflowDocument | undefined
  /** The only writer of the document. */
  readonly dispatch: (command: Command, select?: ReadonlySet<string>) => void
  /** Takes back the last edit made here; what was done elsewhere since stays. */
  readonly undo: () => void
  readonly redo: () => void
  /** Takes back what was last taken in from elsewhere. */
  readonly undoTaken: () => void
  /** Where undo and redo look first. */
  readonly setCamera: (camera: Camera | undefined) => void
  readonly select: (selection: ReadonlySet<string>) => void
  readonly setLanes: (lanes: boolean) => void
  readonly announce: (text: string) => void
  readonly notify: (text: string | undefined, action?: NoticeAction) => void
  /** Validates at once what the delay still holds back. */
  readonly validateNow: () => void
  readonly flush: () => Promise<void>
  /** Brings in what was saved elsewhere, by whom in words. */
  readonly meet: (theirs: Stored, who?: string) => void
  /** Ends clashes: what is here stays, or the other side's takes its place. */
  readonly choose: (ids: readonly string[], side: 'mine' | 'theirs') => void
  /** Brings a published version into the draft, as one edit; true when nothing is left to choose. */
  readonly rebase: (rebasing: Rebasing) => boolean
  /** Brings in edits that another tab of this browser left unsent when it ended. */
  readonly takeStray: (stray: Kept) => void
  /** Goes on with what was kept of an earlier visit: once, when the page is there. */
  readonly resume: () => void
  /** Resolves when no save is under way. */
  readonly saveIdle: () => Promise<void>
  readonly kept: () => Kept
  readonly dispose: () => void
}

export interface NoticeAction {
  readonly label: string
  readonly act: () => void
}

export type EditorStore = StoreApi<EditorState>

const validateDelay = 150
const none: ReadonlySet<string> = new Set()

/** One editor's state. Server state stays in React Query; this holds the draft, its history and what is derived from them. */
export function createEditorStore(deps: EditorDeps): EditorStore {
  return createStore<EditorState>((set, get, api) => {
    const server: Stored = { document: deps.document, revision: deps.revision }
    const autosave = new Autosave({ save: deps.save, onState: (save) => set({ save }), onStale: (theirs) => meetTheirs(theirs) }, deps.kept?.stored ?? server)
    let camera: Camera | undefined
    let afterCamera: (() => void) | undefined
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
    const found = (problems: readonly Problem[]) => {
      // most edits make and solve none: nothing is drawn again for them
      if (!sameJson(problems, get().problems)) set({ problems, problemsOf: problemsByStep(problems) })
    }

    const advance = (history: History, patch: Partial<EditorState>) => {
      if (show(history, patch)) autosave.edited(history.document)
    }

    /** True when the document is another. */
    const show = (history: History, patch: Partial<EditorState>) => {
      const { document } = history
      const { document: before, selection: selected, scope } = get()
      const changed = document !== before
      const selection = withoutGone(document, patch.selection ?? selected, before)
      const [within] = scope === undefined ? [] : followRenames([scope], before, document)
      set({ scope: scopeAfter(document, within), ...(changed ? { glided: undefined } : {}), ...patch, history, document, selection })
      if (!changed) return false
      clearTimeout(timer)
      timer = setTimeout(validateNow, validateDelay)
      return true
    }

    const meetTheirs = (theirs: Stored, who = 'Another tab or person') => {
      deps.tellTyped?.()
      const { history, clashes, selection, notify } = get()
      const meeting = meet({ history, clashes, stored: autosave.stored }, theirs)
      const text = `${who} saved: ${meeting.taken ?? ''}`
      show(meeting.history, {
        clashes: meeting.clashes,
        selection: new Set([...selection].map((id) => meeting.renamed.get(id) ?? id)),
        ...(meeting.taken === undefined ? {} : { announcement: text }),
      })
      const { document } = meeting.history
      autosave.rebase(sameJson(theirs.document, document) ? { ...theirs, document } : theirs, document, meeting.clashes.some((clash) => clash.with === 'elsewhere'))
      if (meeting.taken !== undefined) notify(`${text}.`, { label: 'Undo', act: () => get().undoTaken() })
    }

    const step = (pick: (history: History) => Entry | undefined, move: (history: History, entry: Entry) => Stepped, said: string) => {
      // one after the other: what still waits for the camera is done first
      afterCamera?.()
      const entry = pick(get().history)
      if (!entry) return
      const act = () => {
        afterCamera = undefined
        const { history, clashes } = move(get().history, entry)
        const fresh = clashes.map((clash): Clash => ({ ...clash, with: 'undo' }))
        const ids = new Set(fresh.map(({ id }) => id))
        advance(history, { announcement: `${said}: ${editTitle(entry)}`, glided: entry.glides ? history.document : undefined, clashes: [...get().clashes.filter(({ id }) => !ids.has(id)), ...fresh] })
        // what the edit had to say is over with it, but not what there is to do about something else
        const remains = move === stepBack ? entry.remains : undefined
        if (remains !== undefined || !get().notice?.action) get().notify(remains)
      }
      const shown = camera?.(editPlace(entry))
      if (!shown) return act()
      afterCamera = act
      void shown.finally(() => afterCamera === act && act())
    }

    // typing does not go on across visits
    const history = deps.kept ? sealed(deps.kept.history) : startHistory(deps.document)
    const initial = deps.validateLater?.(history.document, (problems) => get().document === history.document && found(problems)) ? [] : deps.validate(history.document)
    return {
      ...viewSlice(api, deps),
      id: deps.id,
      document: history.document,
      history,
      clashes: deps.kept?.clashes ?? [],
      save: { kind: 'saved', ...(deps.savedAt === undefined ? {} : { at: deps.savedAt }) },
      problems: initial,
      problemsOf: problemsByStep(initial),
      selection: none,
      lanes: true,
      announcement: '',
      glided: undefined,
      dispatch: (command, selection) => {
        afterCamera?.()
        const before = get().history
        const after = execute(before, command)
        if (after === before && !selection) return
        const said = command.merge === undefined ? { announcement: command.label } : {}
        advance(after, { ...said, ...(selection ? { selection } : {}), glided: command.glides ? after.document : undefined })
      },
      undo: () => step(nextUndo, stepBack, 'Undone'),
      redo: () => step(nextRedo, stepForward, 'Done again'),
      undoTaken: () => step(lastTaken, stepBack, 'Undone'),
      setCamera: (next) => {
        camera = next
      },
      select: (selection) => {
        const { selection: before, history } = get()
        if (selection.size === before.size && [...selection].every((id) => before.has(id))) return
        set({ selection, history: sealed(history) })
      },
      setLanes: (lanes) => set({ lanes }),
      announce: (announcement) => set({ announcement }),
      notify: (text, action) => {
        if (text === undefined) {
          const { notice: _, ...rest } = get()
          set(rest, true)
        } else set({ notice: { text, key: (get().notice?.key ?? 0) + 1, ...(action ? { action } : {}) } })
      },
      validateNow,
      flush: () => autosave.flush(),
      meet: meetTheirs,
      choose: (ids, side) => {
        const { clashes, dispatch } = get()
        const chosen = clashes.filter(({ id }) => ids.includes(id))
        set({ clashes: clashes.filter((clash) => !chosen.includes(clash)) })
        if (side === 'theirs' && chosen.length) dispatch(settleClashes(chosen, positionsOf(autosave.stored.document)))
        const held = get().clashes.some((clash) => clash.with === 'elsewhere')
        if (!held && get().save.kind === 'clash') autosave.rebase(autosave.stored, get().document, false)
      },
      rebase: (rebasing) => {
        const { command, clashes } = rebaseDraft(get().document, rebasing)
        get().dispatch(command)
        const ids = new Set(clashes.map(({ id }) => id))
        set({ clashes: [...get().clashes.filter(({ id }) => !ids.has(id)), ...clashes.map((clash): Clash => ({ ...clash, with: 'version' }))] })
        return clashes.length === 0
      },
      takeStray: (stray) => {
        const { history, clashes, notify } = get()
        const meeting = meet({ history, clashes, stored: stray.stored }, { document: stray.history.document, revision: stray.stored.revision })
        if (!show(meeting.history, { clashes: meeting.clashes })) return
        autosave.edited(meeting.history.document, stray.unsavedSince)
        if (meeting.clashes.some((clash) => clash.with === 'elsewhere')) autosave.rebase(autosave.stored, meeting.history.document, true)
        notify(`A tab that was closed left unsent edits: ${meeting.taken ?? 'none that are new'}.`, { label: 'Undo', act: () => get().undoTaken() })
      },
      resume: () => {
        autosave.wake()
        if (!deps.kept) return
        const { unsavedSince } = deps.kept
        if (unsavedSince !== undefined) autosave.edited(get().document, unsavedSince)
        meetTheirs(server)
      },
      saveIdle: () => autosave.idle(),
      kept: () => {
        const since = autosave.unsavedSince
        return { history: get().history, stored: autosave.stored, clashes: get().clashes, ...(since === undefined ? {} : { unsavedSince: since }) }
      },
      dispose: () => {
        clearTimeout(timer)
        autosave.dispose()
      },
    }
  })
}

function withoutGone(document: WorkflowDocument, selection: ReadonlySet<string>, before: WorkflowDocument): ReadonlySet<string> {
  const kept = followRenames(selection, before, document).filter((id) => id.includes('>') || locate(document, id) !== undefined || noteAt(document, id) !== undefined)
  return kept.length === selection.size && kept.every((id) => selection.has(id)) ? selection : new Set(kept)
}
