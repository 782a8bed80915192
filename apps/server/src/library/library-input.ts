import { z } from 'zod'

export const entryName = z.string().min(1).max(64)
export const person = z.string().trim().min(1).max(120)

const names = z.record(z.string().max(400), z.string().min(1).max(400))

/** What takes the place of the names in a document. */
export const mapping = z.strictObject({ secrets: names.optional(), hosts: names.optional(), agents: names.optional() })

export const sample = z.strictObject({ title: z.string().trim().min(1).max(120), input: z.record(z.string(), z.json()), expect: z.string().max(40) })

/** What an author says of an entry. */
export const entryWords = {
  title: z.string().trim().min(1).max(120).optional(),
  description: z.string().max(4000).optional(),
  category: z.string().trim().max(40).default(''),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  note: z.string().max(2000).default(''),
  by: person.optional(),
}
