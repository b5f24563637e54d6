import type { Durations, IncidentStats } from '@tocsin/client';
import { durationText } from '../ui/times.ts';

/** One number that matters, with what it means and what stands beside it. */
export interface Tile {
  id: string;
  label: string;
  /** `–` where there is none yet. */
  value: string;
  beside: string;
  means: string;
}

export const NONE = '–';

export const secondsText = (seconds: number | null): string =>
  seconds === null ? NONE : durationText(seconds * 1000);

export const ratioText = (ratio: number | null): string =>
  ratio === null
    ? NONE
    : ratio.toLocaleString(undefined, { maximumFractionDigits: ratio < 1 ? 2 : 1 });

export const shareText = (share: number | null): string =>
  share === null ? NONE : `${Math.round(share * 100)} %`;

export function tilesOf(total: IncidentStats): Tile[] {
  return [
    {
      id: 'mtta',
      label: 'To acknowledge',
      value: secondsText(total.mtta.p50),
      beside: times(total.mtta, 'none is acknowledged yet'),
      means: 'Half took no longer, from the opening to the first acknowledgement',
    },
    {
      id: 'mttr',
      label: 'To resolve',
      value: secondsText(total.mttr.p50),
      beside: times(total.mttr, 'none is resolved yet'),
      means: 'Half took no longer, from the opening to the last resolution',
    },
    {
      id: 'alerts',
      label: 'Alerts per incident',
      value: ratioText(total.alertsPerIncident),
      beside: repeatsText(total.repeatsPerAlert),
      means: 'How much is put together, so that people are called once for it',
    },
    {
      id: 'noise',
      label: 'Noise',
      value: shareText(total.unacknowledgedShare),
      beside:
        total.unacknowledgedShare === null
          ? 'none is resolved yet'
          : 'resolved without anybody acknowledging',
      means: 'Incidents that went away before anybody looked: are they worth a call?',
    },
  ];
}

const times = ({ count, mean, p90 }: Durations, none: string): string =>
  count === 0 ? none : `median; mean ${secondsText(mean)}, 90 % within ${secondsText(p90)}`;

function repeatsText(repeats: number | null): string {
  if (repeats === null) return 'none came from monitoring';
  return repeats === 0 ? 'none came again' : `each came again ${ratioText(repeats)} times`;
}
