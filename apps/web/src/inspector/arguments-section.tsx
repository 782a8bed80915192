import type { Argument } from '@eddy/workflow'
import { identifier, uniqueName } from '../store/document/names.ts'
import { AddButton } from './add-button.tsx'
import { ArgumentEntry } from './argument-entry.tsx'
import { replaced, without } from './list-edit.ts'
import { useRowKeys } from './row-keys.ts'
import { Section } from './section.tsx'
import { firstSource } from './sources.ts'
import { useShownDocument } from './shown-document.ts'
import type { SectionOf } from './section-of.ts'

const none: readonly Argument[] = []

/** What the step is given, by name. */
export function ArgumentsSection({ found, change, of }: SectionOf) {
  const document = useShownDocument()
  const list = found.step.arguments ?? none
  const keys = useRowKeys(list)
  const add = () => {
    const from = firstSource(document, found)
    const wanted = 'result' in from ? from.result : 'input' in from ? from.input : 'value'
    const argument: Argument = { name: uniqueName(identifier(wanted), new Set(list.map(({ name }) => name))), from }
    change({ arguments: [...list, argument] })
  }
  return (
    <Section title={of === undefined ? 'Arguments' : `Arguments of ${of}`} action={<AddButton label="Add argument" onClick={add} />} {...(list.length ? {} : { note: 'Drag from another step onto this one, or add an argument.' })}>
      {list.map((argument, at) => (
        <ArgumentEntry
          key={keys[at]}
          found={found}
          argument={argument}
          onChange={(next) => change({ arguments: replaced(list, at, next) })}
          onRemove={() => change({ arguments: without(list, at) })}
        />
      ))}
    </Section>
  )
}
