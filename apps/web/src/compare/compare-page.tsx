import { Tabs } from '@base-ui/react/tabs'
import { diffDocuments, type Fixture, type WorkflowDocument } from '@eddy/workflow'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { edgesOf } from '../store/document/edges.ts'
import { comparePath } from '../store/compare-path.ts'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Select } from '../ui/select.tsx'
import { BehaviourTab, type Behaviour } from './behaviour-tab.tsx'
import { changeEntries } from './change-entries.ts'
import { ChangeList } from './change-list.tsx'
import { drawnDiff, type DrawnMark } from './drawn-diff.ts'
import { fetchSide, type SideDocument } from './fetch-side.ts'
import { type LibraryVersions, sideOptions } from './side-options.ts'
import { parseSide } from './compare-side.ts'
import { useChangeKeys } from './use-change-keys.ts'
import { ViewChoice, type Shown } from './view-choice.tsx'
import styles from './compare-page.module.css'

export interface DrawProps {
  readonly document: WorkflowDocument
  readonly marks: ReadonlyMap<string, DrawnMark>
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
}

/** Both sides, and what they are rehearsed with; without a fixture values are made up. */
export interface RehearsedSides {
  readonly before: SideDocument
  readonly after: SideDocument
  readonly fixture: Fixture | undefined
}

export interface ComparePageProps {
  /** Undefined: both sides are of the library. */
  readonly workflowId: string | undefined
  readonly from: string
  readonly to: string
  readonly onGo: (path: string) => void
  readonly renderCanvas: (props: DrawProps) => ReactNode
  /** How both behave when something goes wrong; asked for when it is looked at. */
  readonly renderBehaviour: (sides: RehearsedSides, show: (behaviour: Behaviour) => ReactNode) => ReactNode
}

/** Two versions of a workflow in one drawing, with all that changed and how they behave when something goes wrong. */
export function ComparePage(props: ComparePageProps) {
  const { workflowId, from, to, onGo } = props
  const before = useQuery({ queryKey: ['compare', workflowId, from], queryFn: () => fetchSide(workflowId, from), gcTime: 0, retry: false })
  const after = useQuery({ queryKey: ['compare', workflowId, to], queryFn: () => fetchSide(workflowId, to), gcTime: 0, retry: false })
  const fault = before.error ?? after.error
  return (
    <main className={styles.page}>
      <CompareHead {...{ workflowId, from, to, onGo }} title={after.data?.document.title ?? after.data?.document.name} />
      {fault ? (
        <div className={styles.note} role="alert">
          <h2>These two could not be compared</h2>
          <p>{fault.message}</p>
          <Button onClick={() => void Promise.all([before.refetch(), after.refetch()])}>Try again</Button>
        </div>
      ) : before.data && after.data ? (
        <Compared {...props} before={before.data} after={after.data} />
      ) : (
        <div className={styles.note} aria-busy="true" aria-label="Loading both versions" />
      )}
    </main>
  )
}

interface HeadProps extends Pick<ComparePageProps, 'workflowId' | 'from' | 'to' | 'onGo'> {
  readonly title: string | undefined
}

function CompareHead({ workflowId, from, to, onGo, title }: HeadProps) {
  const { data } = useQuery({ ...trpc.version.list.queryOptions({ workflowId: workflowId ?? '' }), enabled: workflowId !== undefined })
  const library = useLibraryVersions([from, to])
  const options = useMemo(() => sideOptions(workflowId === undefined ? 'library' : data, [from, to], library), [workflowId, data, from, to, library])
  return (
    <header className={styles.header}>
      <h1>
        Compare <a href={workflowId === undefined ? libraryHref(to) : `/workflow/${encodeURIComponent(workflowId)}`} className={styles.link}>{title ?? 'workflow'}</a>
      </h1>
      <div className={styles.sides} role="group" aria-label="What is compared">
        <Select label="Before" value={from} options={options} onChange={(next) => onGo(comparePath(workflowId, next, to))} />
        <IconButton label="Swap the sides" size="small" onClick={() => onGo(comparePath(workflowId, to, from))}>
          <ArrowLeftRight size={14} />
        </IconButton>
        <Select label="After" value={to} options={options} onChange={(next) => onGo(comparePath(workflowId, from, next))} />
      </div>
    </header>
  )
}

function libraryHref(text: string): string {
  const side = parseSide(text)
  return side?.kind === 'library' ? `/library/${side.name}?version=${side.number}` : '/library'
}

/** All versions of the entry that one of the sides is of. */
function useLibraryVersions(sides: readonly string[]): LibraryVersions | undefined {
  const name = sides.flatMap((text) => {
    const side = parseSide(text)
    return side?.kind === 'library' ? [side.name] : []
  })[0]
  const entry = useQuery({ queryKey: ['library', 'versions', name], queryFn: () => client.library.get.query({ name: name ?? '' }), enabled: name !== undefined })
  const versions = entry.data?.versions
  return useMemo(() => (name === undefined || versions === undefined ? undefined : { name, versions }), [name, versions])
}

interface ComparedProps extends ComparePageProps {
  readonly before: SideDocument
  readonly after: SideDocument
}

/** Those of both sides; of two with one name, that of the newer side. */
function commonFixtures(before: SideDocument, after: SideDocument): readonly Fixture[] {
  return [...after.fixtures, ...before.fixtures.filter(({ name }) => after.fixtures.every((one) => one.name !== name))]
}

const noMarks: ReadonlyMap<string, DrawnMark> = new Map()

function Compared({ before, after, renderCanvas, renderBehaviour }: ComparedProps) {
  const [shown, setShown] = useState<Shown>('both')
  const [tab, setTab] = useState('changes')
  const [current, setCurrent] = useState<string>()
  const [picked, setPicked] = useState<string>()
  const fixtures = useMemo(() => commonFixtures(before, after), [before, after])
  const [chosen, setChosen] = useState(fixtures[0]?.name)
  const fixture = fixtures.find(({ name }) => name === chosen)
  const sides = useMemo(() => ({ before: before.document, after: after.document }), [before.document, after.document])
  const { drawn, entries } = useMemo(() => {
    const diff = diffDocuments(sides.before, sides.after)
    const made = drawnDiff(sides.before, sides.after, diff)
    return { drawn: made, entries: changeEntries({ ...sides, diff, ghosts: made.ghosts, lines: new Set(edgesOf(made.document).map(({ id }) => id)) }) }
  }, [sides])
  const go = (by: 1 | -1) => {
    if (entries.length === 0) return
    const at = entries.findIndex(({ id }) => id === current)
    const next = entries[at === -1 ? (by === 1 ? 0 : entries.length - 1) : (at + by + entries.length) % entries.length]
    choose(next?.id)
  }
  const choose = (id: string | undefined) => {
    setTab('changes')
    setCurrent(id)
    setPicked(entries.find((entry) => entry.id === id)?.drawn)
  }
  useChangeKeys(go)
  const drawing = shown === 'both' ? drawn.document : shown === 'before' ? sides.before : sides.after
  const marks = shown === 'both' ? drawn.marks : noMarks
  return (
    <>
      <section className={styles.canvas} aria-label="Drawing">
        {renderCanvas({
          document: drawing,
          marks,
          selected: picked,
          onSelect: (id) => {
            setPicked(id)
            const entry = entries.find((one) => one.drawn === id)
            if (entry) {
              setTab('changes')
              setCurrent(entry.id)
            }
          },
        })}
        <ViewChoice shown={shown} words={[before.words, after.words]} onChange={setShown} />
      </section>
      <aside className={styles.side} aria-label="Differences">
        <Tabs.Root value={tab} onValueChange={(next: string) => setTab(next)} className={styles.tabs}>
          <Tabs.List className={styles.tabList} aria-label="What is compared">
            <Tabs.Tab value="changes" className={styles.tab}>Changes {entries.length}</Tabs.Tab>
            <Tabs.Tab value="behaviour" className={styles.tab}>Behaviour</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="changes" className={styles.panel}>
            <ChangeList entries={entries} current={current} onChoose={choose} onGo={go} />
          </Tabs.Panel>
          <Tabs.Panel value="behaviour" className={styles.panel}>
            {renderBehaviour({ before, after, fixture }, (behaviour) => <BehaviourTab behaviour={behaviour} fixtures={fixtures} fixture={fixture?.name} onFixture={setChosen} />)}
          </Tabs.Panel>
        </Tabs.Root>
      </aside>
    </>
  )
}
