import { z } from 'zod'

/** Fields that the configurations of several file kinds share. */

export function pathField(title: string, description: string) {
  return z.string().min(1).meta({ title, ui: 'template' }).describe(`${description} Relative to the workspace folder; may hold {{ expressions }}.`)
}

export function forceField() {
  return z.boolean().optional().meta({ title: 'Undo by force' }).describe('Lets the undo overwrite what others have changed since; otherwise it reports a conflict and overwrites nothing.')
}

export function overwriteField() {
  return z.boolean().optional().meta({ title: 'Overwrite' }).describe('Replaces, as a whole, what stands there already; otherwise that is an error.')
}

export function createFoldersField() {
  return z.boolean().optional().meta({ title: 'Create folders' }).describe('Creates the folders on the way that do not exist yet.')
}

export function followField() {
  return z.boolean().optional().meta({ title: 'Follow links' }).describe('Tells of what a link points to, not of the link; true when left out.')
}

export function formatField() {
  return z.enum(['text', 'json', 'base64']).optional().meta({ title: 'Format' }).describe('How the content is given: text in UTF-8 (when left out), a JSON value, or bytes in Base64.')
}

export function contentField() {
  return z.json().optional().meta({ title: 'Content', ui: 'template-json' }).describe('Strings may hold {{ expressions }}; the argument "content" when left out.')
}
