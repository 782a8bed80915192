import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { SearchChoice } from './search-choice.tsx'

interface WorkflowChoiceProps {
  /** Undefined: all. */
  readonly workflowId: string | undefined
  readonly onChange: (workflowId: string | undefined) => void
}

/** One workflow, or all of them. */
export function WorkflowChoice({ workflowId = '', onChange }: WorkflowChoiceProps) {
  const workflows = useQuery(trpc.workflow.list.queryOptions())
  const options = [{ value: '', label: 'All workflows' }, ...(workflows.data ?? []).map(({ id, title, name }) => ({ value: id, label: title ?? name }))]
  const shown = options.find(({ value }) => value === workflowId)?.label ?? (workflows.isPending ? '…' : 'A removed workflow')
  return <SearchChoice label="Workflow" shown={shown} options={() => options} nothing="There is no workflow yet." onChange={(value) => onChange(value === '' ? undefined : value)} />
}
