import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './run-tabs.module.css'

export interface RunTab {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
}

export function RunTabs({ tabs }: { readonly tabs: readonly RunTab[] }) {
  return (
    <Tabs.Root defaultValue={tabs[0]?.id} className={styles.root}>
      <Tabs.List className={styles.list} aria-label="Views of the run">
        {tabs.map((tab) => <Tabs.Tab key={tab.id} value={tab.id} className={styles.tab}>{tab.title}</Tabs.Tab>)}
      </Tabs.List>
      {tabs.map((tab) => <Tabs.Panel key={tab.id} value={tab.id} className={styles.panel}>{tab.content}</Tabs.Panel>)}
    </Tabs.Root>
  )
}
