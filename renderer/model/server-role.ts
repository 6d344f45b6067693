import type { ServerNode } from '../../shared/assessment/assessment.ts';

/** What the roles of a server are called. */
export const roleLabels: Readonly<Record<NonNullable<ServerNode['role']>, string>> = {
  'front-end': 'Front-end',
  'back-end': 'Back-end',
};
