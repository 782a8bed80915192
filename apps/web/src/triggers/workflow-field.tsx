import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { SearchChoice } from '../ui/search-choice.tsx'

/** One workflow out of all. */
export function WorkflowField({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (workflowId: string) => void }) {
  const workflows = useQuery(trpc.workflow.list.queryOptions())
  const options = (workflows.data ?? []).map(({ id, title, name }) => ({ value: id, label: title ?? name }))
  const shown = options.find((option) => option.value === value)?.label ?? (value === '' ? 'Choose a workflow' : workflows.isPending ? '…' : 'A removed workflow')
  return (
    <Field label={label}>
      <SearchChoice label={label} shown={shown} options={() => options} nothing="There is no workflow of that name." onChange={onChange} />
    </Field>
  )
}
