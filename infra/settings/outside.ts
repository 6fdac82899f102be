import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { cidr, list, optionalPath, type Settings } from './setting.ts';

/** What comes from outside, and what leaves: data about networks, names, mail, channels. */
export const OUTSIDE_SETTINGS = {
  geoDatabases: {
    variable: 'CLEARPANE_GEO_DATABASES',
    default: '',
    help: 'MaxMind, IPinfo, DB-IP or IP2Location files (.mmdb), separated by commas',
    read: (value) => list(value).map((part) => resolve(part)),
  },
  ownNetworks: {
    variable: 'CLEARPANE_OWN_NETWORKS',
    default: '',
    help: 'CSV of networks that you know: network,name,relation,domain',
    read: optionalPath,
  },
  reverseDns: {
    variable: 'CLEARPANE_REVERSE_DNS',
    default: 'officer',
    help: 'officer: a privacy officer decides whether DNS is asked for names of addresses; off: nobody is asked',
    read: (value) => {
      if (value === 'officer' || value === 'off') return value;
      throw new Error('officer or off');
    },
  },
  geoUpdateUrl: {
    variable: 'CLEARPANE_GEO_UPDATE_URL',
    default: 'https://github.com/sapics/ip-location-db/releases/download/latest',
    help: 'where `organizations update` fetches the free data',
    read: (value) => {
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url && /^https?:$/.test(url.protocol) && !url.search && !url.username) {
        return value.replace(/\/+$/, '');
      }
      throw new Error('an http or https address');
    },
  },
  smtpUrl: {
    variable: 'CLEARPANE_SMTP_URL',
    default: '',
    secret: true,
    help: 'mail server, such as smtps://user:password@mail.example.com; none: no e-mail is sent',
    read: (value) => {
      if (value.trim() === '') return null;
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return value;
      throw new Error('an smtp or smtps address');
    },
  },
  mailFrom: {
    variable: 'CLEARPANE_MAIL_FROM',
    default: 'Clearpane <clearpane@localhost>',
    help: 'sender of e-mail',
    read: (value) => {
      if (/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(value)) return value;
      throw new Error('an address such as Clearpane <alerts@example.com>');
    },
  },
  privateTargets: {
    variable: 'CLEARPANE_PRIVATE_TARGETS',
    default: '',
    help: 'hosts and CIDRs within your network that channels may send to, also without TLS',
    read: (value) =>
      value
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter(Boolean)
        .map((part) =>
          /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(part) && !ipaddr.isValid(part) ? part : cidr(part),
        ),
  },
} satisfies Settings;
