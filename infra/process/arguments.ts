import { parseArgs } from 'node:util';
import { describeSettings } from '../config.ts';
import { StartError } from './stop.ts';

export interface Arguments {
  help: boolean;
  demo: boolean;
  /** What to do instead of starting. */
  command: 'update-organizations' | 'migrate-engines' | null;
  /** Only say what a command would do. */
  check: boolean;
  roles: readonly Role[];
}

/** What a process does. One process may do everything, or each role may have processes of its own. */
export const ROLES = ['ingest', 'writer', 'alerts', 'api'] as const;
export type Role = (typeof ROLES)[number];

/** @throws StartError naming what is not understood */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        'no-demo': { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
      },
    });
    const command = commandOf(positionals);
    if (values.check && command !== 'migrate-engines') throw new Error('--check belongs to migrate-engines');
    const role = ROLES.find((each) => each === positionals.join(' '));
    return {
      help: values.help,
      demo: !values['no-demo'] && role === undefined,
      command,
      check: values.check,
      roles: role === undefined ? ROLES : [role],
    };
  } catch (cause) {
    const [first] = (cause as Error).message.split('. ');
    throw new StartError(`${first}. \`npm start -- --help\` lists what there is.`, { cause });
  }
}

/** @throws Error in the form of parseArgs' own */
function commandOf(words: readonly string[]): Arguments['command'] {
  const command = words.join(' ');
  if (command === '' || command === 'start' || ROLES.some((role) => role === command)) return null;
  if (command === 'organizations update') return 'update-organizations';
  if (command === 'migrate-engines') return command;
  throw new Error(`Unknown command '${command}'`);
}

export const helpText =
  (): string => `Clearpane: website visitor intelligence that a privacy officer would sign.

  npm start                 start everything, with a demo site at the first start
  npm start -- --no-demo    start without the demo
  npm start -- --help       this text
  npm start -- ingest       one role alone: ingest, writer, alerts or api; the engines are on servers then
  npm start -- organizations update
                            fetch the free data about networks anew; a running Clearpane takes them in
  npm start -- migrate-engines
                            move what the data directory holds to the servers that the settings name;
                            with --check, only say what would be moved

Settings, from the environment (defaults in brackets):

${describeSettings()}
`;
