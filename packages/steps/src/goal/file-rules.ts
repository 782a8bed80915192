import { type Asking, fileIn, type GoalRule, nameOf, type Proposed } from './asking.ts'

/** Goals that are work on files of the workspace; what changes files undoes itself. */
export const FILE_RULES: readonly GoalRule[] = [
  { words: /\b(?:list|find|collect|look for)\b.*\bfiles\b/i, propose: finding },
  { words: /\b(?:read|load|open|import|parse)\b/i, lists: true, propose: reading },
  { words: /\b(?:write|save|store|export|record|put)\b/i, propose: writing },
  { words: /\b(?:append|log it|add a line)\b/i, propose: appending },
  { words: /\b(?:copy|back ?up|duplicate)\b/i, propose: copying },
  { words: /\b(?:move|rename|archive)\b.*\b(?:file|folder|it|to)\b/i, propose: moving },
  { words: /\b(?:delete|remove|erase|clean up)\b.*\b(?:file|folder|it|[\w-]+\.\w+)\b/i, propose: removing },
]

function finding({ text }: Asking): Proposed {
  const ending = /\.(\w{2,5})\b|\b(csv|json|text|txt|xml|log|markdown|md)\b/i.exec(text)
  const found = (ending?.[1] ?? ending?.[2])?.toLowerCase()
  const kind = found === 'text' ? 'txt' : found === 'markdown' ? 'md' : found
  return { name: nameOf(text), kind: 'file.glob', config: { pattern: kind === undefined ? '**/*' : `**/*.${kind}` }, gives: [], because: 'It looks for files of the workspace.' }
}

function reading({ text, element }: Asking): Proposed {
  const path = fileIn(text)
  const from = path ?? (element === undefined ? 'input.txt' : `{{ ${element} }}`)
  return {
    name: nameOf(text),
    kind: 'file.read',
    config: { path: from, ...(from.endsWith('.json') ? { format: 'json' } : {}) },
    gives: ['content'],
    because: 'It reads a file of the workspace.',
    ...(path === undefined && element === undefined ? { open: ['Say which file it reads.'] } : {}),
  }
}

function writing({ text, element }: Asking): Proposed {
  const path = fileIn(text)
  return {
    name: nameOf(text),
    kind: 'file.write',
    config: { path: path ?? (element === undefined ? 'output/result.json' : `output/{{ ${element} }}.json`), ...(path === undefined || path.endsWith('.json') ? { format: 'json' } : {}), createFolders: true },
    takes: 'content',
    because: 'It writes a file of the workspace; the undo brings back what was there.',
    ...(path === undefined ? { open: ['Say which file it writes.'] } : {}),
  }
}

function appending({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'file.append', config: { path: fileIn(text) ?? 'output/log.txt' }, takes: 'content', because: 'It adds to a file; the undo takes it out again.', ...(fileIn(text) === undefined ? { open: ['Say which file it adds to.'] } : {}) }
}

function copying({ text }: Asking): Proposed {
  const [from, to] = filesIn(text)
  return { name: nameOf(text), kind: 'file.copy', config: { from: from ?? 'input.txt', to: to ?? `${from ?? 'input.txt'}.bak` }, because: 'It copies a file; the undo removes the copy.', ...(from === undefined ? { open: ['Say which file it copies, and where to.'] } : {}) }
}

function moving({ text }: Asking): Proposed {
  const [from, to] = filesIn(text)
  return { name: nameOf(text), kind: 'file.move', config: { from: from ?? 'input.txt', to: to ?? `archive/${from ?? 'input.txt'}` }, because: 'It moves a file; the undo moves it back.', ...(to === undefined ? { open: ['Say which file it moves, and where to.'] } : {}) }
}

function removing({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'file.rm', config: { path: fileIn(text) ?? 'input.txt' }, because: 'It removes a file; the undo brings it back.', ...(fileIn(text) === undefined ? { open: ['Say which file it removes.'] } : {}) }
}

function filesIn(text: string): readonly (string | undefined)[] {
  const first = fileIn(text)
  if (first === undefined) return []
  return [first, fileIn(text.slice(text.indexOf(first) + first.length))]
}
