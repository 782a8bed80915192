import type { Step } from '@eddy/workflow'
import type { Spot } from '../store/view-slice.ts'

/** The sections that hold a step's policies, by the first part of a field's pointer. */
const sections: { readonly [head: string]: string } = { guards: 'Only if', onError: 'When it fails', retry: 'Retry and time limit', timeout: 'Retry and time limit', branches: 'Branches', config: 'Settings', inputs: 'Inputs', options: 'Run', cache: 'Step' }
const labels: { readonly [head: string]: readonly string[] } = { name: ['Name'], title: ['Title', 'Workflow title'], description: ['Description', 'Workflow description'], timeout: ['Time limit'] }

/** The field, or the section around it, that a pointer into the step leads to. */
export function spotElement(panel: Element, { pointer }: Spot, step: Step | undefined): Element | undefined {
  const [head = '', ...rest] = pointer.split('/').slice(1)
  if (head === 'config') return settingsField(panel, rest)
  if (head === 'arguments') return argumentField(panel, rest, step?.arguments?.[Number(rest[0])]?.name)
  return labelled(panel, labels[head]) ?? policy(panel, sections[head], rest)
}

function labelled(panel: Element, names: readonly string[] = []): Element | undefined {
  for (const name of names) {
    const field = byLabel(panel, name)
    if (field) return field
  }
  return undefined
}

function policy(panel: Element, title = '', [index]: readonly string[]): Element | undefined {
  const section = byLabel(panel, title, 'section')
  return section && (section.querySelectorAll('[role=group]')[Number(index)] ?? section)
}

/** The innermost field of the form that is there: lists and maps may have none of their own. */
function settingsField(panel: Element, keys: readonly string[]): Element | undefined {
  const section = byLabel(panel, 'Settings', 'section')
  for (let count = keys.length; count > 0; count--) {
    const field = section?.querySelector(`[data-path="${CSS.escape(`/${keys.slice(0, count).join('/')}`)}"]`)
    if (field) return field
  }
  return section
}

function argumentField(panel: Element, [index, field]: readonly string[], name: string | undefined): Element | undefined {
  const group = [...panel.querySelectorAll('section[aria-label="Arguments"] > [role=group]')][Number(index)] ?? byLabel(panel, `Argument ${name ?? ''}`)
  if (!group) return byLabel(panel, 'Arguments', 'section')
  const label = field === 'name' ? 'Argument name' : field === 'transform' ? 'Transform' : field === 'path' ? 'Path' : field === 'from' ? `Value of ${name ?? ''}` : ''
  return byLabel(group, label) ?? group
}

function byLabel(panel: Element, label: string, tag = ''): Element | undefined {
  return label === '' ? undefined : (panel.querySelector(`${tag}[aria-label="${CSS.escape(label)}"]`) ?? undefined)
}
