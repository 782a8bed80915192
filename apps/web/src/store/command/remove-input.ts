import { command, type Command } from './command.ts'

/** Takes an input away. Arguments that took it stay, as problems to be solved. */
export function removeInput(name: string): Command {
  return command(`Delete input ${name}`, (document) => {
    const left = (document.inputs ?? []).filter((input) => input.name !== name)
    if (left.length === (document.inputs ?? []).length) return document
    const { inputs: _, ...rest } = document
    return left.length ? { ...document, inputs: left } : rest
  })
}
