// `npm run bench`: sets up what is missing and runs every benchmark, each of which measures both sides in one run.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, node, root, run } from './process.mjs';
import { ensureSetup } from './setup.mjs';

await command(async () => {
  await ensureSetup();
  const folder = join(root, 'test/bench');
  for (const file of readdirSync(folder).toSorted()) {
    console.log(`\n--- ${file}`);
    const status = await run(node(), [join(folder, file)]);
    if (status !== 0) return status;
  }
  return 0;
});
