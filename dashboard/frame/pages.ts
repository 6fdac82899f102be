import {
  type Icon,
  IconAddressBook,
  IconAppWindow,
  IconBellRinging,
  IconBroadcast,
  IconBuilding,
  IconChecklist,
  IconCode,
  IconFileText,
  IconHourglass,
  IconListCheck,
  IconMail,
  IconRoute,
  IconShieldCheck,
  IconTags,
  IconUserCog,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import type { Role } from '../../api/contract.ts';

export const GROUPS = ['Visits', 'Alerts', 'Settings'] as const;

interface PageEntry {
  path: string;
  group: (typeof GROUPS)[number];
  label: string;
  icon: Icon;
  roles: readonly Role[];
  /** Whether it shows one site, chosen in the header. */
  ofSite: boolean;
}

const SALES: readonly Role[] = ['owner', 'sales'];
const KEEPERS: readonly Role[] = ['owner', 'privacy_officer'];
const EVERYBODY: readonly Role[] = ['owner', 'privacy_officer', 'sales'];

/** Pages in the navigation, in its order. */
export const PAGES: readonly PageEntry[] = [
  { path: '/now', group: 'Visits', label: 'Now', icon: IconBroadcast, roles: SALES, ofSite: true },
  { path: '/windows', group: 'Visits', label: 'Windows', icon: IconAppWindow, roles: SALES, ofSite: true },
  {
    path: '/organizations',
    group: 'Visits',
    label: 'Organizations',
    icon: IconBuilding,
    roles: SALES,
    ofSite: true,
  },
  {
    path: '/accounts',
    group: 'Visits',
    label: 'Accounts',
    icon: IconAddressBook,
    roles: SALES,
    ofSite: false,
  },
  { path: '/requests', group: 'Visits', label: 'Requests', icon: IconMail, roles: EVERYBODY, ofSite: true },
  { path: '/pages', group: 'Visits', label: 'Pages', icon: IconFileText, roles: EVERYBODY, ofSite: true },
  { path: '/rules', group: 'Alerts', label: 'Rules', icon: IconListCheck, roles: EVERYBODY, ofSite: true },
  { path: '/topics', group: 'Alerts', label: 'Topics', icon: IconTags, roles: EVERYBODY, ofSite: true },
  { path: '/worth', group: 'Alerts', label: 'Worth it', icon: IconChecklist, roles: SALES, ofSite: true },
  {
    path: '/held-back',
    group: 'Alerts',
    label: 'Held back',
    icon: IconHourglass,
    roles: SALES,
    ofSite: true,
  },
  { path: '/my-alerts', group: 'Alerts', label: 'My alerts', icon: IconUserCog, roles: SALES, ofSite: false },
  {
    path: '/channels',
    group: 'Alerts',
    label: 'Channels',
    icon: IconBellRinging,
    roles: SALES,
    ofSite: false,
  },
  { path: '/routing', group: 'Alerts', label: 'Routing', icon: IconRoute, roles: ['owner'], ofSite: false },
  {
    path: '/privacy',
    group: 'Settings',
    label: 'Privacy',
    icon: IconShieldCheck,
    roles: EVERYBODY,
    ofSite: true,
  },
  { path: '/sites', group: 'Settings', label: 'Sites', icon: IconWorld, roles: KEEPERS, ofSite: false },
  { path: '/install', group: 'Settings', label: 'Install', icon: IconCode, roles: KEEPERS, ofSite: true },
  {
    path: '/people',
    group: 'Settings',
    label: 'People and keys',
    icon: IconUsers,
    roles: ['owner'],
    ofSite: false,
  },
];

export const pagesFor = (role: Role): PageEntry[] => PAGES.filter((page) => page.roles.includes(role));

/** Where somebody lands after signing in. */
export const homeOf = (role: Role): string => (role === 'privacy_officer' ? '/privacy' : '/now');

/** The page an address belongs to; "/organizations/1" is part of "/organizations". */
export const pageAt = (path: string): PageEntry | undefined =>
  PAGES.find((page) => path === page.path || path.startsWith(`${page.path}/`));
