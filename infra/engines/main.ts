import { resolve } from 'node:path';
import { enginesDown, enginesUp } from './detached.ts';

const directory = resolve(process.env.CLEARPANE_ENGINES ?? './data/engines');
const [command] = process.argv.slice(2);

if (command === 'up') {
  const { kafka, clickhouse, postgres } = await enginesUp(directory);
  console.log(`export CLEARPANE_KAFKA_BROKERS=${kafka}`);
  console.log(`export CLEARPANE_CLICKHOUSE_URL=${clickhouse}`);
  console.log(`export CLEARPANE_DATABASE_URL=${postgres}`);
} else if (command === 'down') {
  for (const name of await enginesDown(directory)) console.log(`${name} ended`);
} else {
  console.error('up or down');
  process.exitCode = 1;
}
