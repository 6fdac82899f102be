import {
  Alert,
  Badge,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Modal,
  Notification,
  Table,
  TextInput,
} from '@mantine/core';

/** The accent: the green-blue of glass seen from the edge. Shade 7 carries white text at 6.7:1. */
const glass: MantineColorsTuple = [
  '#ecf7f8',
  '#d8ecee',
  '#aed9dd',
  '#80c5cc',
  '#5cb4bd',
  '#3fa0ab',
  '#1d8391',
  '#0b6572',
  '#085460',
  '#05424c',
];

/** Dark greys with a trace of the accent's hue. */
const dark: MantineColorsTuple = [
  '#d3d9db',
  '#b7bfc2',
  '#98a2a6',
  '#69757a',
  '#3b464b',
  '#2c363a',
  '#222b2f',
  '#1a2124',
  '#131a1d',
  '#0d1214',
];

const gray: MantineColorsTuple = [
  '#f6f8f8',
  '#eef1f2',
  '#e3e8ea',
  '#d3dadd',
  '#bcc5c9',
  '#98a4a9',
  '#78868c',
  '#566368',
  '#3a4549',
  '#20292c',
];

const SYSTEM_FONTS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, sans-serif';

const DIALOG_TITLE = { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 620 };

/** A cross says nothing to those who hear the page. */
const CLOSE = { closeButtonProps: { 'aria-label': 'Close' } };

export const theme = createTheme({
  primaryColor: 'glass',
  primaryShade: { light: 7, dark: 7 },
  colors: { glass, dark, gray },
  black: '#1a2326',
  fontFamily: SYSTEM_FONTS,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, monospace',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  fontSizes: { xs: '12.5px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  headings: {
    fontFamily: SYSTEM_FONTS,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '26px', lineHeight: '1.25' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // The colour is in the ground and the icon; the words stay readable.
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', radius: 'sm', size: 'md' },
      styles: { root: { textTransform: 'none', fontWeight: 550, letterSpacing: 0 } },
    }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'md', radius: 'lg' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4 }, ...CLOSE },
      styles: { title: DIALOG_TITLE },
    }),
    Drawer: Drawer.extend({
      defaultProps: { overlayProps: { backgroundOpacity: 0.4 }, ...CLOSE },
      styles: { title: DIALOG_TITLE },
    }),
    Notification: Notification.extend({ styles: { description: { color: 'var(--mantine-color-text)' } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } }),
    TextInput: TextInput.extend({
      defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    }),
  },
});

/** Quiet text and errors keep 4.5:1 on every surface (WCAG 2.2, 1.4.3), which Mantine's own shades do not. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-glass-light': 'rgb(63 160 171 / 18%)',
    '--mantine-color-glass-light-hover': 'rgb(63 160 171 / 26%)',
    '--mantine-color-glass-light-color': 'var(--mantine-color-glass-2)',
    '--mantine-color-red-light': 'rgb(224 49 49 / 20%)',
    '--mantine-color-orange-light': 'rgb(232 89 12 / 20%)',
    '--mantine-color-gray-light': 'rgb(152 162 166 / 16%)',
    '--mantine-color-gray-light-color': 'var(--mantine-color-dark-1)',
  },
});
