// `npm run --silent cli -- ...`: the command line, set up quietly first.
import { join } from 'node:path';
import { command, node, root, run } from './process.mjs';
import { ensureSetup } from './setup.mjs';

await command(async () => {
  await ensureSetup();
  return run(node(), [join(root, 'dist', 'electron', 'cli.js'), ...process.argv.slice(2)], {
    input: true,
    // npm changes the folder; paths in the arguments are meant from where the user stands.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  });
});
