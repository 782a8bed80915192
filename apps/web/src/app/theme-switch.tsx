import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { setTheme, type Theme, useTheme } from './theme.ts'

const next: { readonly [Now in Theme]: Theme } = { system: 'light', light: 'dark', dark: 'contrast', contrast: 'system' }
const icons = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }
const words = { system: 'system', light: 'light', dark: 'dark', contrast: 'high contrast' }

export function ThemeSwitch() {
  const theme = useTheme()
  const Icon = icons[theme]
  return (
    <IconButton label={`Theme: ${words[theme]}`} onClick={() => setTheme(next[theme])}>
      <Icon size={16} />
    </IconButton>
  )
}
