import { ConnectionForm } from './connect/connection-form.tsx';
import { FindDomainControllers } from './connect/find-domain-controllers.tsx';

/** Everything that it takes to read a live domain controller: which one, how, and as whom. */
export function ConnectDomainController() {
  return (
    <>
      <FindDomainControllers />
      <ConnectionForm />
    </>
  );
}
