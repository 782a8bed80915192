// Before the first paint, so that a chosen theme never flashes.
{
  const root = document.documentElement
  const more = matchMedia('(prefers-contrast: more)')
  const chosen = () => {
    try {
      return localStorage.getItem('eddy.theme')
    } catch {
      return null
    }
  }
  const contrast = () => {
    if (more.matches || chosen() === 'contrast') root.dataset.contrast = 'more'
    else delete root.dataset.contrast
  }
  const theme = chosen()
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  contrast()
  more.addEventListener('change', contrast)
}
