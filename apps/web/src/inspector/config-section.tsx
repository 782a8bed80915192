import type { Json, KindContract, Problem } from '@eddy/workflow'
import { CodeScopeContext } from '../ui/code-editor/code-scope.ts'
import { ExpressionDataContext } from '../ui/expression-editor/expression-data.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { configSchema } from './config-schema.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'
import { useDataOf } from './use-data-of.ts'

export interface ConfigSectionProps extends SectionOf {
  readonly contract: KindContract | undefined
  readonly problems: readonly Problem[]
}

/** The kind's own settings, as a form made from its schema. */
export function ConfigSection({ found, change, of, contract, problems }: ConfigSectionProps) {
  const { step } = found
  if (!contract) return <Section title="Settings" note={`There is no step kind called ${step.kind} here.`} />
  return <Settings {...{ found, change, problems, ...(of === undefined ? {} : { of }) }} contract={contract} />
}

function Settings({ found, change, of, contract, problems }: SectionOf & { readonly contract: KindContract; readonly problems: readonly Problem[] }) {
  const { step, path } = found
  const data = useDataOf(found)
  const schema = configSchema(contract)
  if (!hasFields(schema)) return null
  // a problem's pointer leads from the document; the form wants the part below the settings
  const errors = problems.flatMap((problem) => {
    const at = problem.path.lastIndexOf('/config')
    return at === -1 ? [] : [{ path: problem.path.slice(at + '/config'.length), message: problem.message }]
  })
  return (
    <Section title={of === undefined ? 'Settings' : `Settings of ${of}`} note={contract.summary}>
      <ExpressionDataContext value={data.setting}>
        <CodeScopeContext value={{ args: data.arguments.known, handler: found.scope.kind === 'handlers' }}>
          <SchemaForm schema={schema} value={step.config} errors={errors} idPrefix={`config-${path}`} keepsText onChange={(value) => change({ config: isObject(value) ? value : undefined })} />
        </CodeScopeContext>
      </ExpressionDataContext>
    </Section>
  )
}

function hasFields(schema: { readonly [key: string]: unknown }): boolean {
  return !('properties' in schema) || typeof schema.properties !== 'object' || schema.properties === null || Object.keys(schema.properties).length > 0
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
