import type { Argument, JsonSchema } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import { brief, type KnownValue, typeOf } from '../ui/known-value.ts'
import { fitOf } from './fit-of.ts'
import { useScene } from './inspector-context.tsx'
import { knownArgument } from './known-data.ts'
import styles from './given.module.css'

export interface GivenProps {
  readonly found: Located
  readonly argument: Argument
  readonly wanted: JsonSchema | undefined
}

/** What the argument comes to, after its path and transform, and whether that is what the step takes. */
export function Given({ found, argument, wanted }: GivenProps) {
  const scene = useScene()
  const known = knownArgument(scene, found, { argument })
  const fit = fitOf(known, wanted)
  if (!saysMore(argument) && fit?.fits !== false && wanted?.description === undefined) return null
  return (
    <p className={styles.given} role="note" aria-label={`What ${argument.name} comes to`} data-fits={fit?.fits}>
      {saysMore(argument) ? <Value argument={argument} known={known} /> : null}
      {fit?.fits === false ? <span className={styles.unfit}>{fit.reason}</span> : null}
      {typeof wanted?.description === 'string' ? <span className={styles.about}>{wanted.description}</span> : null}
    </p>
  )
}

function Value({ argument, known }: { readonly argument: Argument; readonly known: KnownValue }) {
  const type = typeOf(known)
  return (
    <>
      <span>{isLost(argument, known) ? 'Nothing is known of this part.' : `Gives ${type === 'anything' ? 'a value' : type}`}</span>
      {known.sample === undefined ? null : <code>{brief(known.sample, 40)}</code>}
    </>
  )
}

/** A secret is not shown, and a fixed value that is taken as it is stands there already. */
function saysMore({ from, path, transform }: Argument): boolean {
  return !('secret' in from) && (!('value' in from) || path !== undefined || transform !== undefined)
}

/** A path that leads to nothing that is declared or was seen. */
function isLost({ path, transform }: Argument, { schema, sample }: KnownValue): boolean {
  return path !== undefined && transform === undefined && schema === undefined && sample === undefined
}
