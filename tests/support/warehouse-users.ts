/** A user as `infra/warehouse/users.sql` makes it. */
export interface WarehouseUser {
  name: string;
  password: string;
  /** What its queries begin with, and the most that they may ask for. */
  settings: { name: string; value: string; most: string | null }[];
  /** What it may do: `SELECT, INSERT` on `clearpane.*`. */
  grants: { rights: string[]; on: string }[];
}

/** Reads the statements, and refuses one that it does not know. */
export function readUsers(script: string): WarehouseUser[] {
  const users = new Map<string, WarehouseUser>();
  for (const statement of statementsOf(script)) {
    const made = /^CREATE USER IF NOT EXISTS (\w+) IDENTIFIED BY '(\w+)' SETTINGS (.*)$/.exec(statement);
    const granted = /^GRANT ([A-Z, ]+) ON ([\w.*]+) TO (\w+)$/.exec(statement);
    if (made) {
      const [, name = '', password = '', settings = ''] = made;
      users.set(name, { name, password, settings: settings.split(', ').map(readSetting), grants: [] });
    } else if (granted) {
      const [, rights = '', on = '', name = ''] = granted;
      users.get(name)?.grants.push({ rights: rights.split(', '), on });
    } else if (!statement.startsWith('CREATE DATABASE ')) {
      throw new Error(`Not understood: ${statement}`);
    }
  }
  return [...users.values()];
}

/** Each statement on one line, without comments. */
export const statementsOf = (script: string): string[] =>
  script
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

function readSetting(text: string): WarehouseUser['settings'][number] {
  const [, name = '', value = '', most = null] = /^(\w+) = (\d+)(?: MAX (\d+))?$/.exec(text) ?? [];
  if (name === '') throw new Error(`Not understood: ${text}`);
  return { name, value, most };
}

/** The same users in ClickHouse's own file: the server that the library makes can not store users. */
export function usersFile(users: readonly WarehouseUser[], database: string): string {
  const here = (on: string): string => on.replace(/^clearpane\./, `${database}.`);
  const common = '<networks><ip>127.0.0.1</ip></networks><quota>default</quota>';
  const profiles = users.map(({ name, settings }) => {
    const values = settings.map((each) => `<${each.name}>${each.value}</${each.name}>`).join('');
    const bounds = settings.map((each) =>
      each.most === null ? '' : `<${each.name}><max>${each.most}</max></${each.name}>`,
    );
    return `<${name}>${values}<constraints>${bounds.join('')}</constraints></${name}>`;
  });
  const listed = users.map(({ name, password, grants }) => {
    const queries = grants.map(
      ({ rights, on }) => `<query>GRANT ${rights.join(', ')} ON ${here(on)}</query>`,
    );
    return `<${name}><password>${password}</password><profile>${name}</profile>${common}<grants>${queries.join('')}</grants></${name}>`;
  });
  return `<clickhouse>
  <profiles><default/>${profiles.join('\n')}</profiles>
  <quotas><default/></quotas>
  <users>
    <default><password></password><profile>default</profile>${common}</default>
    ${listed.join('\n')}
  </users>
</clickhouse>`;
}
