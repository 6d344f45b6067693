import { FileText, GraduationCap, Info, Server, type LucideIcon } from 'lucide-react';
import { chooseWay, goTo } from '../actions/application.ts';
import { startPractice } from '../actions/walking.ts';
import { AssessmentTable } from '../components/assessment-table.tsx';
import { AssessorField } from '../components/assessor-field.tsx';
import { KeptAssessments } from '../components/kept-assessments.tsx';
import { Screen } from '../components/screen.tsx';
import { newestFirst } from '../model/assessment-state.ts';
import { visibleText } from '../model/visible-text.ts';
import { useStore } from '../store.ts';

const recentCount = 5;

/** The first screen: three ways to begin, and what was done lately. */
export function StartScreen() {
  const isWalking = useStore((state) => state.walk.kind === 'running');
  return (
    <Screen
      title="Start"
      lead="Check EMG2-803: does every Exchange 2003 SMTP virtual server send with Anonymous access and TLS encryption?"
    >
      <Notices />
      {isWalking ? (
        <div className="panel panel-note">
          <Info aria-hidden="true" className="panel-icon" />
          <div className="panel-body">
            <p>A walk is running. Another assessment can start when it has ended.</p>
            <button type="button" className="button" onClick={() => goTo('walk')}>
              Show the walk
            </button>
          </div>
        </div>
      ) : null}
      <section aria-labelledby="new-assessment">
        <h2 id="new-assessment">New assessment</h2>
        <AssessorField />
        <Ways isBlocked={isWalking} />
      </section>
      <Recent />
    </Screen>
  );
}

function Notices() {
  const application = useStore((state) => state.application);
  if (application.kind !== 'ready') return null;
  return application.value.notices.map((notice) => (
    <div key={notice} className="panel panel-note" role="note">
      <Info aria-hidden="true" className="panel-icon" />
      <p className="panel-body">{visibleText(notice)}</p>
    </div>
  ));
}

function Ways({ isBlocked }: { readonly isBlocked: boolean }) {
  return (
    <div className="ways">
      <WayCard
        Icon={GraduationCap}
        title="Practice domain controller"
        text="A small made-up organisation, served over real LDAP by Hopcheck itself. See the whole job in a minute."
        action="Start practice"
        isBlocked={isBlocked}
        onClick={() => void startPractice()}
      />
      <WayCard
        Icon={Server}
        title="Domain controller"
        text="Sign in to a domain controller, encrypted, and read the organisation from it. Nothing is written."
        action="Connect to a domain controller"
        isBlocked={isBlocked}
        onClick={() => chooseWay('domain-controller')}
      />
      <WayCard
        Icon={FileText}
        title="LDIF export"
        text="Where no laptop may touch the network: the site runs one ldifde command and hands over the file."
        action="Open an LDIF export"
        isBlocked={isBlocked}
        onClick={() => chooseWay('ldif')}
      />
    </div>
  );
}

interface WayCardProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isBlocked: boolean;
  readonly onClick: () => void;
}

function WayCard({ Icon, title, text, action, isBlocked, onClick }: WayCardProps) {
  return (
    <article className="way">
      <Icon aria-hidden="true" className="way-icon" />
      <h3>{title}</h3>
      <p>{text}</p>
      <button type="button" className="button button-primary" disabled={isBlocked} onClick={onClick}>
        {action}
      </button>
    </article>
  );
}

function Recent() {
  const history = useStore((state) => state.history);
  return (
    <section aria-labelledby="recent-assessments">
      <div className="section-head">
        <h2 id="recent-assessments">Recent assessments</h2>
        {history.kind === 'ready' && history.value.length > recentCount ? (
          <button type="button" className="button button-quiet" onClick={() => goTo('history')}>
            All {history.value.length}
          </button>
        ) : null}
      </div>
      <KeptAssessments
        whenNone={
          <p>The practice domain controller is a good first one: it needs nothing but this window.</p>
        }
      >
        {(summaries) => (
          <AssessmentTable
            label="Recent assessments"
            summaries={newestFirst(summaries).slice(0, recentCount)}
          />
        )}
      </KeptAssessments>
    </section>
  );
}
