import type { CandidateOrigin, ProbeReport } from '../../shared/directory/discovery.ts';
import { formatCount } from './format.ts';

const minute = 60_000;

/** The difference that Active Directory's Kerberos policy tolerates unless somebody changed it. */
const toleratedClockDifference = 5 * minute;

/** How far a clock is off, in its largest unit: `7 min ahead`; null up to a minute, and if no time was told. */
export function clockOff(milliseconds: number | null): string | null {
  if (milliseconds === null || Math.abs(milliseconds) <= minute) return null;
  const minutes = Math.round(Math.abs(milliseconds) / minute);
  const side = milliseconds > 0 ? 'ahead' : 'behind';
  if (minutes < 120) return `${formatCount(minutes)} min ${side}`;
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? `${formatCount(hours)} h ${side}`
    : `${formatCount(Math.round(hours / 24))} days ${side}`;
}

/** True if the clock is so far off that it can keep an account from signing in. */
export function isClockTooFarOff(milliseconds: number | null): boolean {
  return milliseconds !== null && Math.abs(milliseconds) >= toleratedClockDifference;
}

/** A round trip: `12 ms`, `1,200 ms`; never nothing. */
export function latencyText(milliseconds: number): string {
  return milliseconds < 1 ? 'under 1 ms' : `${formatCount(Math.round(milliseconds))} ms`;
}

/** Why a domain controller is worth a second look, beside standing in DNS; empty if it only does. */
export function originNote(origins: readonly CandidateOrigin[]): string {
  const notes = [
    ...(origins.includes('logon-server') ? ['signed you in'] : []),
    ...(origins.includes('pdc') ? ['PDC emulator'] : []),
  ];
  return notes.join(', ');
}

/** What a message says happened, without what to do about it: in a list of domain controllers that is to choose another. */
export function firstSentence(message: string): string {
  return /^.*?\.(?=\s|$)/s.exec(message)?.[0] ?? message;
}

/** All of a probe in one sentence, for a reader that does not see the table. */
export function probeSentence(report: ProbeReport): string {
  const off = clockOff(report.clockDifferenceMilliseconds);
  return [
    report.site === null ? 'no site told' : `site ${report.site}`,
    report.windowsLevel,
    ...(report.readOnly ? ['read-only'] : []),
    report.sealedSignIn ? 'encrypted sign-in' : 'no encrypted sign-in',
    report.ldaps ? 'LDAPS' : 'no LDAPS',
    ...(off === null ? [] : [`clock ${off}`]),
    latencyText(report.latencyMilliseconds),
  ].join(', ');
}

/** How far the questions to a number of domain controllers have come. */
export function progressText({
  all,
  asking,
  notAsked,
}: Readonly<Record<'all' | 'asking' | 'notAsked', number>>) {
  if (asking > 0) return `Asking: ${formatCount(all - asking)} of ${formatCount(all)} done`;
  return notAsked === 0 ? 'All asked' : `${formatCount(all - notAsked)} of ${formatCount(all)} asked`;
}
