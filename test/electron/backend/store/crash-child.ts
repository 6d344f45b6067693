import { Rescue } from '../../../../electron/backend/rescue.ts';
import { openStore } from '../../../../electron/backend/store/store.ts';

/** A process that is killed: it says when it begins to migrate, or to rescue, the database of a data folder, and when it has. */
const [task, folder = ''] = process.argv.slice(2);
const toolVersion = '9.0.0';

process.stdout.write('begun\n');
if (task === 'migrate') openStore(folder, { toolVersion }).close();
else new Rescue({ dataFolder: folder, toolVersion, now: () => new Date() }).salvage();
process.stdout.write('done\n');
