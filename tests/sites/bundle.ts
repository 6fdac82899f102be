import { build } from 'esbuild';

/** An application of `tests/sites/apps` as its page loads it. */
export async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`tests/sites/apps/${name}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
