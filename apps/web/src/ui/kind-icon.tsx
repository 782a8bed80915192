import {
  Archive, ArrowRightLeft, Bell, Blocks, Bot, Box, Boxes, Braces, Bug, Calculator, CalendarClock, CircleX, ClipboardList, ClipboardPen, Clock, Code, CodeXml, Combine, Copy, Database, File,
  FileClock, FileCode, FileKey, FileMinus, FileOutput, FilePen, FilePlus, FileSearch, FileText, FileUser, FileX, Flag, FlagOff, Folder, FolderInput, FolderPlus,
  FolderSearch, Gauge, GitBranch, GitFork, Globe, Group, Hand, Hourglass, KeyRound, Layers, Link, Link2, ListChecks, ListTree, ListVideo, Lock,
  LockOpen, type LucideIcon, Mail, MessageSquare, Octagon, OctagonX, Package, Pencil, Play, Power, PowerOff, Puzzle, Radio, RadioTower, Repeat, Repeat2, Replace, Rocket, RotateCw, Rows3, Save,
  ScrollText, Send, Shield, ShieldCheck, Shuffle, Sigma, Signal, Split, Sparkles, SquareCode, SquareFunction, Table, Terminal, TextCursorInput, TextQuote, Timer,
  Trash2, TriangleAlert, User, UserCheck, Variable, Webhook, Workflow, Zap,
} from 'lucide-react'

/** The icons that kinds name; listed, so that the page does not carry the other fifteen hundred. */
const icons: { readonly [name: string]: LucideIcon } = {
  blocks: Blocks, bot: Bot, box: Box, boxes: Boxes, braces: Braces, bug: Bug, calculator: Calculator, 'circle-x': CircleX, clock: Clock, code: Code, 'code-xml': CodeXml, 'repeat-2': Repeat2, 'text-quote': TextQuote, combine: Combine, database: Database,
  file: File, 'file-code': FileCode, 'file-minus': FileMinus, 'file-pen': FilePen, 'file-plus': FilePlus, 'file-search': FileSearch, 'file-text': FileText, 'file-x': FileX,
  folder: Folder, 'folder-input': FolderInput, gauge: Gauge, 'git-branch': GitBranch, 'git-fork': GitFork, globe: Globe, group: Group, hand: Hand, hourglass: Hourglass,
  'key-round': KeyRound, layers: Layers, 'list-tree': ListTree, mail: Mail, 'message-square': MessageSquare, octagon: Octagon, 'octagon-x': OctagonX, package: Package, pencil: Pencil,
  puzzle: Puzzle, radio: Radio, repeat: Repeat, replace: Replace, 'rows-3': Rows3, save: Save, send: Send, 'shield-check': ShieldCheck, shuffle: Shuffle, sigma: Sigma, signal: Signal,
  split: Split, 'square-code': SquareCode, 'square-function': SquareFunction, table: Table, terminal: Terminal, 'text-cursor-input': TextCursorInput, timer: Timer,
  'arrow-right-left': ArrowRightLeft, 'flag-off': FlagOff, 'clipboard-list': ClipboardList, 'clipboard-pen': ClipboardPen, power: Power, 'power-off': PowerOff, 'rotate-cw': RotateCw, play: Play, rocket: Rocket, sparkles: Sparkles,
  archive: Archive, bell: Bell, 'calendar-clock': CalendarClock, copy: Copy, 'file-clock': FileClock, 'file-key': FileKey, 'file-output': FileOutput, 'file-user': FileUser, flag: Flag, 'folder-plus': FolderPlus, 'folder-search': FolderSearch, link: Link, 'link-2': Link2, 'list-checks': ListChecks, 'list-video': ListVideo, lock: Lock, 'lock-open': LockOpen, 'radio-tower': RadioTower, 'scroll-text': ScrollText, shield: Shield, 'trash-2': Trash2,
  'triangle-alert': TriangleAlert, user: User, 'user-check': UserCheck, variable: Variable, webhook: Webhook, workflow: Workflow, zap: Zap,
}

/** Whether the page has the icon of that name. */
export function hasIcon(name: string): boolean {
  return name in icons
}

export function KindIcon({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const Icon = icons[name] ?? Box
  return <Icon size={size} strokeWidth={1.75} aria-hidden />
}
