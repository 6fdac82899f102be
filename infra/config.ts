import { ENGINE_SETTINGS } from './settings/engines.ts';
import { OUTSIDE_SETTINGS } from './settings/outside.ts';
import { PROCESS_SETTINGS } from './settings/process.ts';
import type { Settings } from './settings/setting.ts';

const SETTINGS = { ...PROCESS_SETTINGS, ...ENGINE_SETTINGS, ...OUTSIDE_SETTINGS };

/** Everything that an operator may set, read once from the environment. */
export type Config = {
  [Name in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[Name]['read']>;
};

/** A setting that can not be used; the message says which and what would be right. */
export class ConfigError extends Error {
  readonly code = 'bad_setting';
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming the first setting that can not be used */
export function readConfig(environment: Environment): Config {
  const port = take('port', environment);
  const ingestPort = take('ingestPort', environment);
  if (port === ingestPort) {
    throw new ConfigError('CLEARPANE_PORT and CLEARPANE_INGEST_PORT are the same; choose two ports.');
  }
  const fallbacks: Partial<Record<string, string>> = {
    publicUrl: `http://localhost:${port}`,
    ingestUrl: `http://localhost:${ingestPort}`,
  };
  const names = Object.keys(SETTINGS) as (keyof Config)[];
  return Object.fromEntries(names.map((name) => [name, take(name, environment, fallbacks[name])])) as Config;
}

function take(name: keyof Config, environment: Environment, fallback?: string): unknown {
  const setting: Settings[string] = SETTINGS[name];
  const value = environment[setting.variable] ?? fallback ?? setting.default;
  try {
    return setting.read(value);
  } catch (error) {
    const given = setting.secret ? 'can not be used: it' : `is "${value}", but`;
    throw new ConfigError(
      `${setting.variable} ${given} must be ${(error as Error).message}. Change it or leave it out.`,
    );
  }
}

/** The settings as `--help` lists them. */
export function describeSettings(): string {
  const settings: Settings[string][] = Object.values(SETTINGS);
  const width = Math.max(...settings.map((setting) => setting.variable.length));
  return settings
    .map(
      ({ variable, help, default: value }) =>
        `  ${variable.padEnd(width)}  ${help}${value === '' ? '' : ` [${value}]`}`,
    )
    .join('\n');
}
