/** Rows of the server, apart from what runs them: that needs a server. */
export const SERVER = ['D6', 'D7'] as const

export type ServerId = (typeof SERVER)[number]

export function isServerId(id: string): id is ServerId {
  return SERVER.some((known) => known === id)
}
