import { TriangleAlert } from 'lucide-react';
import { check, fixWarning } from '../../../shared/stig/check.ts';
import { Tabs } from '../../components/tabs.tsx';

/** The check in its own words, and what it does to mail when it is fixed. */
export function CheckTexts() {
  return (
    <section className="card check-texts" aria-labelledby="check">
      <h3 id="check">
        {check.id}{' '}
        <span className="soft">{`${check.vulnerabilityId} · ${check.ruleId} · ${check.severityLabel}`}</span>
      </h3>
      <p>{check.title}</p>
      <Tabs
        label="Texts of the check"
        tabs={[
          { label: 'Check', content: () => <p className="check-text">{check.checkContent}</p> },
          { label: 'Discussion', content: () => <p className="check-text">{check.discussion}</p> },
          {
            label: 'Fix',
            content: () => (
              <>
                <p className="check-text">{check.fixText}</p>
                <p className="warning">
                  <TriangleAlert aria-hidden="true" />
                  {fixWarning}
                </p>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
