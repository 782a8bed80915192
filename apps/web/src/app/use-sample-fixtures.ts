import { useQuery } from '@tanstack/react-query'
import type { Fixture } from '@eddy/workflow'
import { useMemo } from 'react'
import { trpc } from '../trpc/client.ts'

/** The samples of the template that a workflow was made from, as fixtures without pins. */
export function useSampleFixtures(name: string): readonly Fixture[] {
  const { data } = useQuery({ ...trpc.template.list.queryOptions(), staleTime: Infinity })
  return useMemo(() => {
    // a workflow that was made from a template has its name, or its name with a number
    const template = data?.find((candidate) => candidate.name === name || candidate.name === name.replace(/_\d+$/, ''))
    return (template?.samples ?? []).map(({ title, input }) => ({ name: title, input, pins: {} }))
  }, [data, name])
}
