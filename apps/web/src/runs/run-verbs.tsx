import { BadgeCheck, Ban, Ellipsis, FileDown, GitBranch, GitCompareArrows, GitFork, OctagonPause, OctagonX, PackagePlus, Play, RadioTower, RotateCcw, RotateCw, StepForward, Undo2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { memo } from 'react'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { RunVerb, VerbId } from './run-verb.ts'

export const verbIcons: { readonly [V in VerbId]: LucideIcon } = {
  signal: RadioTower, resume: Play, retry: StepForward, 'retry-now': RotateCw, halt: OctagonPause, cancel: Ban, kill: OctagonX, adapt: GitBranch, undo: Undo2, again: RotateCcw, restart: StepForward, fork: GitFork, compare: GitCompareArrows, template: PackagePlus, export: FileDown, resolve: Undo2, accept: BadgeCheck,
}

/** Verbs that have a button of their own; the rest are in the menu. */
const buttons: ReadonlySet<VerbId> = new Set(['accept', 'signal', 'resume', 'retry', 'retry-now', 'halt', 'cancel', 'adapt', 'undo', 'again'])

interface RunVerbsProps {
  readonly verbs: readonly RunVerb[]
  readonly onAsk: (verb: RunVerb) => void
  /** Cancel is pointed at: what it would do is shown. */
  readonly onForesee: (shown: boolean) => void
}

/** What can be done about a run now; each verb says its consequences before it acts. */
export const RunVerbs = memo(function RunVerbs({ verbs, onAsk, onForesee }: RunVerbsProps) {
  const rest = verbs.filter(({ id }) => !buttons.has(id))
  return (
    <>
      {verbs.filter(({ id }) => buttons.has(id)).map((verb) => {
        const Icon = verbIcons[verb.id]
        const foresees = verb.id === 'cancel' ? { onPointerEnter: () => onForesee(true), onPointerLeave: () => onForesee(false), onFocus: () => onForesee(true), onBlur: () => onForesee(false), 'aria-keyshortcuts': 'X' } : {}
        return <Button key={verb.id} size="small" tone={verb.tone} title={verb.refused ?? verb.consequence} {...pressOf(verb, onAsk)} {...foresees}><Icon size={14} aria-hidden /> {verb.title}</Button>
      })}
      {rest.length > 0 && <Menu trigger={<Button size="small" aria-label="More verbs"><Ellipsis size={14} aria-hidden /></Button>} items={rest.map((verb) => menuItem(verb, onAsk))} />}
    </>
  )
})

/** One that is refused can still be reached, so that everybody is told why. */
function pressOf(verb: RunVerb, onAsk: (verb: RunVerb) => void) {
  return verb.refused === undefined ? { onClick: () => onAsk(verb) } : { 'aria-disabled': true, 'data-disabled': '', 'aria-description': verb.refused }
}

function menuItem(verb: RunVerb, onAsk: (verb: RunVerb) => void) {
  const Icon = verbIcons[verb.id]
  return { label: verb.title, icon: <Icon size={14} aria-hidden />, disabled: verb.refused !== undefined, onSelect: () => onAsk(verb) }
}

/** The verbs with their consequences written out. */
export function VerbList({ verbs, className, onAsk }: Pick<RunVerbsProps, 'verbs' | 'onAsk'> & { readonly className?: string | undefined }) {
  return (
    <ul className={className}>
      {verbs.map((verb) => {
        const Icon = verbIcons[verb.id]
        return (
          <li key={verb.id + (verb.step ?? '')}>
            <Button size="small" tone={verb.tone} {...pressOf(verb, onAsk)}><Icon size={14} aria-hidden /> {verb.title}</Button>
            <span>{verb.refused ?? verb.consequence}</span>
          </li>
        )
      })}
    </ul>
  )
}
