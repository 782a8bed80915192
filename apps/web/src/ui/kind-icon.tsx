import {
  Blocks, Bot, Box, Boxes, Braces, Bug, Calculator, CircleX, Clock, Code, CodeXml, Combine, Database, File, FileCode, FileMinus, FilePen, FilePlus, FileSearch, FileText,
  FileX, Folder, FolderInput, Gauge, GitBranch, GitFork, Globe, Group, Hand, Hourglass, KeyRound, Layers, ListTree, type LucideIcon, Mail, MessageSquare, Octagon, OctagonX,
  Package, Pencil, Puzzle, Radio, Repeat, Repeat2, Replace, Rows3, Save, Send, ShieldCheck, Shuffle, Sigma, Signal, Split, SquareCode, SquareFunction, Table, Terminal, TextCursorInput, TextQuote,
  Timer, TriangleAlert, User, UserCheck, Variable, Webhook, Workflow, Zap,
} from 'lucide-react'

/** The icons that kinds name; listed, so that the page does not carry the other fifteen hundred. */
const icons: { readonly [name: string]: LucideIcon } = {
  blocks: Blocks, bot: Bot, box: Box, boxes: Boxes, braces: Braces, bug: Bug, calculator: Calculator, 'circle-x': CircleX, clock: Clock, code: Code, 'code-xml': CodeXml, 'repeat-2': Repeat2, 'text-quote': TextQuote, combine: Combine, database: Database,
  file: File, 'file-code': FileCode, 'file-minus': FileMinus, 'file-pen': FilePen, 'file-plus': FilePlus, 'file-search': FileSearch, 'file-text': FileText, 'file-x': FileX,
  folder: Folder, 'folder-input': FolderInput, gauge: Gauge, 'git-branch': GitBranch, 'git-fork': GitFork, globe: Globe, group: Group, hand: Hand, hourglass: Hourglass,
  'key-round': KeyRound, layers: Layers, 'list-tree': ListTree, mail: Mail, 'message-square': MessageSquare, octagon: Octagon, 'octagon-x': OctagonX, package: Package, pencil: Pencil,
  puzzle: Puzzle, radio: Radio, repeat: Repeat, replace: Replace, 'rows-3': Rows3, save: Save, send: Send, 'shield-check': ShieldCheck, shuffle: Shuffle, sigma: Sigma, signal: Signal,
  split: Split, 'square-code': SquareCode, 'square-function': SquareFunction, table: Table, terminal: Terminal, 'text-cursor-input': TextCursorInput, timer: Timer,
  'triangle-alert': TriangleAlert, user: User, 'user-check': UserCheck, variable: Variable, webhook: Webhook, workflow: Workflow, zap: Zap,
}

export function KindIcon({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const Icon = icons[name] ?? Box
  return <Icon size={size} strokeWidth={1.75} aria-hidden />
}
