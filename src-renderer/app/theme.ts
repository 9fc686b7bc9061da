/** The one theme: cool greys, deep teal, 14 px, figures that stand under each other. */
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e8f6f5',
  '#cfe8e7',
  '#a1d2d0',
  '#70bbb8',
  '#48a7a4',
  '#2f9a97',
  '#1b817e',
  '#116b69',
  '#065956',
  '#004744',
]
/** Darker than Mantine's own: white words on it, and its words on white, are read at 4.5 to 1. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#fa5252',
  '#e03131',
  '#c92a2a',
  '#b02525',
  '#8f1d1d',
]
const slate: MantineColorsTuple = [
  '#f5f7f8',
  '#e9edef',
  '#d8dee2',
  '#c0c9cf',
  '#a3afb7',
  '#87959f',
  '#6c7b86',
  '#55636d',
  '#3d4850',
  '#262e34',
]

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 7,
  colors: { teal, red, gray: slate },
  fontFamily: 'var(--sans)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.55', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '18px' }, h3: { fontSize: '16px' } },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Badge: { defaultProps: { tt: 'none' } },
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
})

/** Quiet text still has to be read: 4.5 to 1 against every ground it stands on (WCAG 1.4.3). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': slate[7],
    '--mantine-color-placeholder': slate[7],
    '--mantine-color-yellow-light-color': '#7a4f00',
    '--mantine-color-orange-light-color': '#8a3b00',
  },
  dark: {
    '--mantine-color-dimmed': slate[3],
    '--mantine-color-placeholder': slate[4],
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
})
