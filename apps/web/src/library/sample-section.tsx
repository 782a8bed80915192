import { FlaskConical } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import type { Edition } from './library-types.ts'
import styles from './entry-page.module.css'

export interface SampleSectionProps {
  readonly samples: Edition['samples']
  /** The title of the sample; empty: values are made up. */
  readonly onRehearse: (sample: string) => void
}

/** Inputs to try it with, here in the browser: no effect leaves it. */
export function SampleSection({ samples, onRehearse }: SampleSectionProps) {
  const shown = samples.length > 0 ? samples : [{ title: '', input: {}, expect: '' }]
  return (
    <section className={styles.section} aria-label="Samples">
      <h2>Try it</h2>
      <ul className={styles.samples}>
        {shown.map(({ title, input, expect }) => (
          <li key={title}>
            <div>
              <strong>{title || 'With values that are made up'}</strong>
              {expect ? <span className={styles.quiet}> ends {expect.replaceAll('_', ' ')}</span> : null}
              {title ? <code className={styles.value} title={JSON.stringify(input, null, 2)}>{JSON.stringify(input)}</code> : null}
            </div>
            <Button size="small" aria-label={title ? `Rehearse ${title}` : 'Rehearse'} onClick={() => onRehearse(title)}>
              <FlaskConical size={14} aria-hidden />
              Rehearse
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>Rehearsed in this browser by the engine that runs it, with every effect replaced.</p>
    </section>
  )
}
