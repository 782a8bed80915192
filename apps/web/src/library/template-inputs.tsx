import type { Input, Json } from '@eddy/workflow'
import type { TemplateSource } from './template-source.ts'
import { typeWords } from './typed-inputs.ts'
import styles from './template-inputs.module.css'
import form from './publish-dialog.module.css'

export interface TemplateInputsProps {
  readonly source: TemplateSource
  readonly withSample: boolean
  readonly onWithSample: (withSample: boolean) => void
}

/** What the template takes, of which type, where that came from until now, and the value of the run that was taken as a sample. */
export function TemplateInputs({ source: { document, inputs: words, sample }, withSample, onWithSample }: TemplateInputsProps) {
  const inputs = document.inputs ?? []
  const values = 'input' in sample ? sample.input : undefined
  return (
    <fieldset className={`${form.part ?? ''} ${form.whole ?? ''}`}>
      <legend>What it takes</legend>
      {inputs.length === 0 ? <p className={form.hint}>Nothing: it reads no value from outside.</p> : (
        <div className={styles.scroll}>
          <table className={styles.inputs} aria-label="Inputs">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col">Type</th>
                {words.size > 0 ? <th scope="col">Until now</th> : null}
                {values ? <th scope="col">Sample</th> : null}
              </tr>
            </thead>
            <tbody>{inputs.map((input) => <InputRow key={input.name} input={input} from={words.size > 0 ? (words.get(input.name) ?? '') : undefined} value={values && { of: values[input.name] }} />)}</tbody>
          </table>
        </div>
      )}
      {'input' in sample ? (
        <label className={styles.sample}>
          <input type="checkbox" checked={withSample} onChange={(event) => onWithSample(event.target.checked)} />
          <span>
            Share these values as the sample “{sample.title}”
            <span className={form.hint}> Others see them. Values of secrets are replaced by ••• first.</span>
          </span>
        </label>
      ) : <p className={form.hint}>{sample.missing}</p>}
    </fieldset>
  )
}

function InputRow({ input, from, value }: { readonly input: Input; readonly from: string | undefined; readonly value: { readonly of: Json | undefined } | undefined }) {
  return (
    <tr>
      <th scope="row"><code>{input.name}</code></th>
      <td>{typeWords(input)}{input.required === false || input.default !== undefined ? ', optional' : ''}</td>
      {from === undefined ? null : <td>{from}</td>}
      {value ? <td><code className={styles.value}>{value.of === undefined ? 'its default' : JSON.stringify(value.of)}</code></td> : null}
    </tr>
  )
}
