import type { Json } from '@eddy/workflow'

/** What stands under a key of a blackboard. */
export interface Entry {
  readonly value: Json
  /** From 1; higher than that of every write on the board before it. */
  readonly revision: number
  /** The effect that wrote it. */
  readonly by: string
}

export interface Board {
  readonly [key: string]: Entry
}

/** Where a board is kept. */
export function boardName(board: string): string {
  return `blackboard/${board}`
}

export function boardFrom(value: Json | undefined): Board {
  // written by the blackboard's steps alone
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as unknown as Board) : {}
}

export function boardJson(board: Board): Json {
  return Object.fromEntries(Object.entries(board).map(([key, { value, revision, by }]) => [key, { value, revision, by }]))
}
