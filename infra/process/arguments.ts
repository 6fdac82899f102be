import { parseArgs } from 'node:util';
import { describeSettings } from '../config.ts';
import { StartError } from './stop.ts';

export interface Arguments {
  help: boolean;
  demo: boolean;
  /** What to do instead of starting. */
  command: 'update-organizations' | null;
}

/** @throws StartError naming what is not understood */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        'no-demo': { type: 'boolean', default: false },
      },
    });
    return { help: values.help, demo: !values['no-demo'], command: commandOf(positionals) };
  } catch (cause) {
    const [first] = (cause as Error).message.split('. ');
    throw new StartError(`${first}. \`npm start -- --help\` lists what there is.`, { cause });
  }
}

/** @throws Error in the form of parseArgs' own */
function commandOf(words: readonly string[]): Arguments['command'] {
  if (words.length === 0) return null;
  if (words.join(' ') === 'organizations update') return 'update-organizations';
  throw new Error(`Unknown command '${words.join(' ')}'`);
}

export const helpText =
  (): string => `Clearpane: website visitor intelligence that a privacy officer would sign.

  npm start                 start everything, with a demo site at the first start
  npm start -- --no-demo    start without the demo
  npm start -- --help       this text
  npm start -- organizations update
                            fetch the free data about networks anew; a running Clearpane takes them in

Settings, from the environment (defaults in brackets):

${describeSettings()}
`;
