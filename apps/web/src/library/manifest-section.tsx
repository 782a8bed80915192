import type { JsonSchema } from '@eddy/workflow'
import type { ReactNode } from 'react'
import type { Edition } from './library-types.ts'
import styles from './entry-page.module.css'

/** What it needs of its surroundings and does to them: read off the document, never typed by its author. */
export function ManifestSection({ manifest }: { readonly manifest: Edition['manifest'] }) {
  const { inputs, output, secrets, hosts, agents, effects, kinds, composes, steps } = manifest
  return (
    <section className={styles.section} aria-label="Manifest">
      <h2>What it needs and does</h2>
      <dl className={styles.manifest}>
        <Row term="Inputs" none="It takes no input.">
          {inputs.map(({ name, schema, required, description, ...input }) => (
            <li key={name}>
              <code>{name}</code> <span className={styles.quiet}>{typeWords(schema as JsonSchema | undefined)}{required === false || 'default' in input ? ', optional' : ''}</span>
              {description ? <span className={styles.quiet}> – {description}</span> : null}
            </li>
          ))}
        </Row>
        <Row term="Result" none="">{[<li key="output">{output === null ? 'Whatever its last step comes to' : typeWords(output as JsonSchema)}</li>]}</Row>
        <Row term="Effects" none="It changes nothing outside.">
          {effects.map((effect) => <li key={effect.effect}>{effect.effect} <span className={styles.quiet}>{effect.steps.join(', ')}</span></li>)}
        </Row>
        <Row term="Secrets" none="None.">{secrets.map((secret) => <li key={secret}><code>{secret}</code></li>)}</Row>
        <Row term="Hosts" none="It calls nobody.">{hosts.map((host) => <li key={host ?? '?'}>{host === null ? 'One that is only known in a run' : <code>{host}</code>}</li>)}</Row>
        <Row term="Agents" none="It asks none.">{agents.map(({ name, as, actions }) => <li key={name}><a href={`/library?agent=${encodeURIComponent(name)}`}><code>{name}</code></a> <span className={styles.quiet}>{as === 'pool' ? 'any of the pool, ' : ''}{actions.length > 0 ? `is asked to ${actions.join(', ')}` : 'is asked for what the run decides'}</span></li>)}</Row>
        <Row term="Composes" none="No other workflow.">{composes.map((name) => <li key={name}><code>{name}</code></li>)}</Row>
        <Row term={steps === 1 ? 'One step' : `${steps} steps`} none="">{[<li key="kinds">{kinds.join(', ')}</li>]}</Row>
      </dl>
    </section>
  )
}

function Row({ term, none, children }: { readonly term: string; readonly none: string; readonly children: readonly ReactNode[] }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children.length > 0 ? <ul>{children}</ul> : <span className={styles.quiet}>{none}</span>}</dd>
    </>
  )
}

/** `number`, `list of text`, `anything`. */
export function typeWords(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'anything'
  const { type, enum: values, items, properties } = schema
  if (Array.isArray(values)) return `one of ${values.map(String).join(', ')}`
  if (type === 'array') return `list of ${typeWords(items as JsonSchema | undefined)}`
  if (type === 'object') return `object ${Object.keys(properties ?? {}).join(', ')}`.trim()
  return plainWords(type)
}

function plainWords(type: unknown): string {
  if (type === 'string') return 'text'
  if (Array.isArray(type)) return type.map(String).join(' or ')
  return typeof type === 'string' ? type : 'anything'
}
