// `npm start`: builds what is not built, then runs it in this very process, so that signals arrive.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Clearpane needs Node 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}

try {
  const { build } = await import('./build.mjs');
  await build({ say: (text) => console.error(text) });
} catch (error) {
  const missing = error?.code === 'ERR_MODULE_NOT_FOUND';
  console.error(missing ? 'Packages are missing. Run `npm ci` first.' : `The build failed: ${error.message}`);
  process.exit(1);
}
const { main } = await import('../dist/clearpane.js');
await main(process.argv.slice(2));
