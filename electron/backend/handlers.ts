import { userInfo } from 'node:os';
import type { ApplicationInfo, Handlers } from '../../shared/contract.ts';
import type { Assessments } from './assessment/assessments.ts';
import type { Sources, Walks } from './assessment/walks.ts';

export interface HandlersOptions {
  readonly assessments: Assessments;
  readonly walks: Walks;
  readonly sources: Sources;
  readonly information: Omit<ApplicationInfo, 'suggestedAssessor'>;
}

/** What each channel does. The arguments have been parsed at the door. */
export function createHandlers({ assessments, walks, sources, information }: HandlersOptions): Handlers {
  return {
    'application.info': () => ({ ...information, suggestedAssessor: accountName() }),

    'assessment.startPractice': async ({ assessor }) => ({
      assessmentId: await walks.start(assessor, sources.practice),
    }),
    'assessment.startDomainController': async ({ assessor, ...target }) => ({
      assessmentId: await walks.start(assessor, (signal) => sources.domainController(target, signal)),
    }),
    'assessment.startLdif': async ({ assessor, fileName, size }) => ({
      assessmentId: await walks.startLdif(assessor, fileName, size),
    }),
    'assessment.feedLdif': async ({ assessmentId, offset, base64 }) => {
      await walks.feed(assessmentId, offset, Buffer.from(base64, 'base64'));
      return null;
    },
    'assessment.endLdif': ({ assessmentId }) => {
      walks.endFeed(assessmentId);
      return null;
    },
    'assessment.cancel': () => {
      walks.cancel();
      return null;
    },

    'assessment.list': () => assessments.list(),
    'assessment.open': ({ assessmentId }) => assessments.open(assessmentId),
    'assessment.node': ({ assessmentId, distinguishedName }) =>
      assessments.node(assessmentId, distinguishedName),
    'assessment.complete': ({ assessmentId }) => assessments.complete(assessmentId),

    'decision.record': ({ assessmentId, distinguishedName, ...ruling }) =>
      assessments.recordDecision(assessmentId, distinguishedName, ruling),
    'decision.acceptProposals': ({ assessmentId, assessor }) =>
      assessments.acceptProposals(assessmentId, assessor),
    'decision.saveDraft': ({ assessmentId, distinguishedName, status, justification, comments }) => {
      assessments.saveDraft(assessmentId, distinguishedName, { status, justification, comments });
      return null;
    },
  };
}

/** The operating system's account, to offer as assessor; empty where there is none, as in some containers. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
