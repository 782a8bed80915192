import { errorClass } from '@eddy/engine'
import type { KindContract } from '@eddy/workflow'
import { useState } from 'react'
import { updateStep } from '../store/command/update-step.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { inline, Markdown } from '../ui/markdown.tsx'
import { type ErrorCode, splitErrors } from './error-codes.ts'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'
import styles from './docs-section.module.css'

type Example = KindContract['examples'][number]

/** What the kind does, how it is used, and how it fails: without leaving the page. */
export function DocsSection({ found, contract }: Pick<SectionOf, 'found'> & { readonly contract: KindContract }) {
  const document = useShownDocument()
  const dispatch = useEditor((state) => state.dispatch)
  const [asked, setAsked] = useState<Example>()
  const { text, codes } = splitErrors(contract.docs)
  const take = ({ step }: Example) => {
    setAsked(undefined)
    // an undo of its own: taken together with the typing before it, undo would take away both
    const { merge: _, ...command } = updateStep(document, found.path, { config: step.config })
    dispatch(command)
  }
  const nothing = Object.keys(found.step.config ?? {}).length === 0
  return (
    <details className={styles.docs}>
      <summary>How {contract.title} works</summary>
      <div className={styles.body}>
        <Markdown text={text} />
        {codes.length ? <Codes codes={codes} /> : null}
        {contract.examples.map((example) => (
          <figure key={example.title} className={styles.example} aria-label={`Example: ${example.title}`}>
            <figcaption>
              {example.title}
              {example.step.config ? (
                <Button size="small" aria-label={`Use example ${example.title}`} onClick={() => (nothing ? take(example) : setAsked(example))}>
                  Use this
                </Button>
              ) : null}
            </figcaption>
            <pre>{JSON.stringify(shownOf(example), null, 2)}</pre>
          </figure>
        ))}
      </div>
      <Dialog
        open={asked !== undefined}
        onOpenChange={(open) => (open ? undefined : setAsked(undefined))}
        title="Replace the settings?"
        description={`The settings of this step become those of “${asked?.title ?? ''}”. Its arguments stay. You can undo this.`}
        actions={
          <>
            <Button onClick={() => setAsked(undefined)}>Keep mine</Button>
            <Button tone="primary" onClick={() => (asked ? take(asked) : undefined)}>
              Replace
            </Button>
          </>
        }
      />
    </details>
  )
}

/** What is worth reading of an example: the name of its step is not. */
function shownOf({ step }: Example): object {
  const { name: _, kind: __, ...rest } = step
  return rest
}

function Codes({ codes }: { readonly codes: readonly ErrorCode[] }) {
  return (
    <table className={styles.codes}>
      <caption>Errors</caption>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Class</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {codes.map(({ code, about }) => (
          <tr key={code}>
            <th scope="row">
              <code>{code}</code>
            </th>
            <td>{code.includes('<') ? 'by status' : errorClass({ code })}</td>
            <td>{inline(about)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
