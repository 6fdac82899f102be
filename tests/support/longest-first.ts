import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests that cross rooms start whole products, servers and browsers. They go first: a long one that is left to the end keeps
 * one worker, while the others have nothing to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const crossing = (file: TestSpecification): boolean =>
      relative(this.ctx.config.root, file.moduleId).startsWith('tests/');
    return [...sorted.filter(crossing), ...sorted.filter((file) => !crossing(file))];
  }
}
