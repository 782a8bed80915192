import { useMutation } from '@tanstack/react-query'
import { Clock, FileInput, Hand, type LucideIcon, Pause, Pencil, Play, Radio, Terminal, Trash2, Webhook, Workflow, Zap } from 'lucide-react'
import { useId } from 'react'
import { client } from '../trpc/client.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useNow } from '../ui/use-now.ts'
import { timeWords } from '../ui/time-words.ts'
import { TriggerDetails } from './trigger-details.tsx'
import type { TriggerVerb } from './trigger-dialogs.tsx'
import type { TriggerKind, TriggerRow } from './trigger-types.ts'
import { causeWords, firingWords, kindTitles, untilWords, zonedWords, zoneOf } from './trigger-words.ts'
import { refreshTriggers, useTitleOf } from './use-triggers.ts'
import styles from './triggers.module.css'

const icons: { readonly [K in TriggerKind]: LucideIcon } = { manual: Hand, api: Terminal, webhook: Webhook, schedule: Clock, run: Workflow, signal: Radio, file: FileInput }

export interface TriggerLineProps {
  readonly trigger: TriggerRow
  readonly compact: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onVerb: (what: TriggerVerb['what']) => void
}

/** One trigger: what makes it fire, when next, what came of the last time; opened, all that it has fired. */
export function TriggerLine({ trigger, compact, open, onOpen, onVerb }: TriggerLineProps) {
  const { id, name, kind, config, enabled, workflow } = trigger
  const details = useId()
  const titleOf = useTitleOf()
  const Icon = icons[kind]
  const switching = useMutation({ mutationFn: () => client.trigger.enable.mutate({ id, enabled: !enabled }), onSettled: refreshTriggers })
  return (
    <li className={styles.row} aria-label={name} data-paused={enabled ? undefined : ''}>
      <span className={styles.tile} title={kindTitles[kind]}>
        <Icon size={20} aria-hidden />
      </span>
      <div className={styles.name}>
        <strong>
          <button type="button" aria-expanded={open} aria-controls={details} onClick={() => onOpen(!open)}>
            {name}
          </button>
        </strong>
        <span className={styles.note}>{causeWords(config, titleOf)}</span>
        {compact ? null : (
          <a className={`${styles.note} ${styles.link}`} href={`/workflow/${workflow.id}`}>
            {workflow.title ?? workflow.name}
          </a>
        )}
      </div>
      <Standing trigger={trigger} />
      <Last trigger={trigger} />
      <div className={styles.verbs}>
        <IconButton label={`${enabled ? 'Pause' : 'Enable'} ${name}`} size="small" disabled={switching.isPending} onClick={() => switching.mutate()}>
          {enabled ? <Pause size={14} /> : <Play size={14} />}
        </IconButton>
        <IconButton label={`Try out ${name}`} size="small" onClick={() => onVerb('fire')}>
          <Zap size={14} />
        </IconButton>
        <IconButton label={`Edit ${name}`} size="small" onClick={() => onVerb('edit')}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={`Delete ${name}`} size="small" onClick={() => onVerb('remove')}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {switching.isError ? <p role="alert" className={styles.error}>{switching.error.message}</p> : null}
      <div id={details} className={styles.more} hidden={!open}>
        {open ? <TriggerDetails trigger={trigger} /> : null}
      </div>
    </li>
  )
}

function Standing({ trigger }: { readonly trigger: TriggerRow }) {
  const { enabled, nextAt, trouble, kind } = trigger
  const now = useNow(nextAt !== null, 1000)
  if (!enabled) return <span className={styles.fact}>Paused</span>
  if (trouble !== null) return <span className={styles.fact} data-bad>{trouble}</span>
  if (nextAt === null) return <span className={styles.fact}>{kind === 'schedule' ? 'Not due any more' : 'Ready'}</span>
  return (
    <span className={styles.fact}>
      <span>Next {untilWords(nextAt, now)}</span>
      <time className={styles.note} dateTime={nextAt}>{zonedWords(nextAt, zoneOf(trigger))}</time>
    </span>
  )
}

function Last({ trigger: { last } }: { readonly trigger: TriggerRow }) {
  if (last === null) return <span className={styles.fact}>Has not fired yet</span>
  return (
    <span className={styles.fact} data-bad={last.state === 'refused' ? '' : undefined}>
      {last.runId === null ? firingWords[last.state] : <a className={styles.link} href={`/runs/${last.runId}`}>{firingWords[last.state]}</a>}
      <time className={styles.note} dateTime={last.at}>{timeWords(last.at)}</time>
    </span>
  )
}
