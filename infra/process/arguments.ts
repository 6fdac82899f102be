import { parseArgs } from 'node:util';
import { describeSettings } from '../config.ts';
import { StartError } from './stop.ts';

export interface Arguments {
  help: boolean;
  demo: boolean;
}

/** @throws StartError naming what is not understood */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        'no-demo': { type: 'boolean', default: false },
      },
    });
    return { help: values.help, demo: !values['no-demo'] };
  } catch (cause) {
    const [first] = (cause as Error).message.split('. ');
    throw new StartError(`${first}. \`npm start -- --help\` lists what there is.`, { cause });
  }
}

export const helpText =
  (): string => `Clearpane: website visitor intelligence that a privacy officer would sign.

  npm start                 start everything, with a demo site at the first start
  npm start -- --no-demo    start without the demo
  npm start -- --help       this text

Settings, from the environment (defaults in brackets):

${describeSettings()}
`;
