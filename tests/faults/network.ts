import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** The servers, each at an address of its own, so that each can be cut off alone. */
export const SERVERS = ['kafka', 'clickhouse', 'postgres'] as const;
export type ServerName = (typeof SERVERS)[number];

/** Where a process runs that has a network of its own (a network namespace), with a cable to the servers. */
export interface Place {
  readonly address: string;
  /** What comes before a command that is to run there. */
  readonly within: readonly string[];
  /** Packets to a server are lost, and nobody says so. */
  cut(server: ServerName): void;
  heal(server: ServerName): void;
}

export interface Network {
  /** Where the servers are to be reached. */
  readonly addresses: Readonly<Record<ServerName, string>>;
  /** All of it, as CIDR. */
  readonly range: string;
  join(): Place;
  close(): void;
}

/** Nobody has it, so what is sent to it is lost without a word. */
const NOBODY = '02:00:00:00:00:01';
/** Where pages come from. It must be none of the servers', or who is cut off from that server is cut off from pages too. */
const PAGES = 10;
const FIRST_PLACE = 11;

/** Needs the rights of root over networks. */
export function openNetwork(): Network {
  const bridge = `cp${randomBytes(3).toString('hex')}`;
  const subnet = `10.203.${randomBytes(1)[0]}`;
  const addressOf = (host: number): string => `${subnet}.${host}`;
  const addresses = { kafka: addressOf(1), clickhouse: addressOf(2), postgres: addressOf(3) };
  const spaces: string[] = [];

  ip('link', 'add', bridge, 'type', 'bridge');
  const close = (): void => {
    // Cables go with the end that is in a namespace.
    for (const space of spaces) ip('netns', 'del', space);
    ip('link', 'del', bridge);
  };
  try {
    // The first is the one that connections begin at.
    for (const address of [addressOf(PAGES), ...Object.values(addresses)])
      ip('addr', 'add', `${address}/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
  } catch (error) {
    close();
    throw error;
  }
  return {
    addresses,
    range: `${subnet}.0/24`,
    join: () => {
      const space = `${bridge}-${spaces.length}`;
      const cable = `${bridge}v${spaces.length}`;
      const address = addressOf(FIRST_PLACE + spaces.length);
      ip('netns', 'add', space);
      spaces.push(space);
      ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
      ip('link', 'set', cable, 'master', bridge, 'up');
      ip('-n', space, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
      for (const each of ['lo', 'eth0']) ip('-n', space, 'link', 'set', each, 'up');
      return {
        address,
        within: ['ip', 'netns', 'exec', space],
        cut: (server) => {
          const nowhere = ['lladdr', NOBODY, 'dev', 'eth0', 'nud', 'permanent'];
          ip('-n', space, 'neigh', 'replace', addresses[server], ...nowhere);
        },
        heal: (server) => ip('-n', space, 'neigh', 'del', addresses[server], 'dev', 'eth0'),
      };
    },
    close,
  };
}

/** Why there can be no networks here; null where there can. */
export function noNetwork(): string | null {
  try {
    const network = openNetwork();
    try {
      network.join();
    } finally {
      network.close();
    }
    return null;
  } catch (error) {
    return `No networks can be made here, which root may with iproute2: ${(error as Error).message.trim()}`;
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}
