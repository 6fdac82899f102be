import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MissingEngineError } from './engine.ts';

/** A library in Maven Central. */
interface Artifact {
  group: string;
  name: string;
  version: string;
}

/**
 * Directory with a Java program and all that it needs, from Maven Central; kept for the next time.
 *
 * @param beside what it needs and does not name
 * @throws MissingEngineError without Java, or without Maven where nothing was fetched yet
 */
export function jarsOf(artifact: Artifact, beside: readonly Artifact[] = []): string {
  if (!runs('java', '-version')) {
    throw new MissingEngineError('Java 17 is missing: apt-get install openjdk-17-jre-headless');
  }
  const kept = join(process.cwd(), 'node_modules/.cache/clearpane-engines');
  const directory = join(kept, `${artifact.name}-${artifact.version}`);
  if (existsSync(directory)) return directory;
  if (!runs('mvn', '-version')) throw new MissingEngineError('Maven is missing: apt-get install maven');
  const draft = `${directory}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const project = join(draft, 'pom.xml');
  writeFileSync(project, projectFile([artifact, ...beside, LOGGER]));
  const goal = ['-q', '-B', '-f', project, 'dependency:copy-dependencies'];
  execFileSync('mvn', [...goal, `-DoutputDirectory=${draft}`, '-DincludeScope=runtime'], {
    stdio: 'pipe',
    timeout: 300_000,
  });
  // Complete under its name, or not there: another process may fetch the same.
  if (existsSync(directory)) rmSync(draft, { recursive: true });
  else renameSync(draft, directory);
  return directory;
}

function runs(command: string, argument: string): boolean {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const LOGGER: Artifact = { group: 'org.slf4j', name: 'slf4j-simple', version: '1.7.36' };

const dependency = ({ group, name, version }: Artifact): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;

const projectFile = (artifacts: readonly Artifact[]): string =>
  `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>clearpane</groupId><artifactId>engines</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${artifacts.map(dependency).join('\n')}</dependencies>
</project>
`;
