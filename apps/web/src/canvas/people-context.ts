import { createContext, use, useSyncExternalStore } from 'react'
import type { People, Person } from '../store/people.ts'

/** Absent where a drawing is only shown. */
export const PeopleContext = createContext<People | undefined>(undefined)

const never = () => () => {}
const nobody: readonly Person[] = []

/** Everyone else who has this workflow open. */
export function usePeople(): readonly Person[] {
  const people = use(PeopleContext)
  return useSyncExternalStore<readonly Person[]>(people?.subscribe ?? never, people?.all ?? (() => nobody))
}

/** Those who have selected this card; renders again only when that changes. */
export function usePeopleOn(path: string): readonly Person[] {
  const people = use(PeopleContext)
  return useSyncExternalStore<readonly Person[]>(people?.subscribe ?? never, people ? () => people.on(path) : () => nobody)
}
