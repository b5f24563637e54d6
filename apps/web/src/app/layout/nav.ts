import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon, type IconName } from '../ui/icon.ts';
import { Commands } from './commands.ts';

export interface Place {
  path: string;
  label: string;
  icon: IconName;
  /** Behind "More" on a phone. */
  isRare?: boolean;
}

export const places: readonly Place[] = [
  { path: '/', label: 'Home', icon: 'home' },
  { path: '/incidents', label: 'Incidents', icon: 'incidents' },
  { path: '/alerts', label: 'Alerts', icon: 'alerts' },
  { path: '/oncall', label: 'On-call', icon: 'oncall' },
  { path: '/runbooks', label: 'Runbooks', icon: 'runbooks', isRare: true },
  { path: '/policies', label: 'Escalation', icon: 'policies', isRare: true },
  { path: '/people', label: 'People', icon: 'people', isRare: true },
  { path: '/integrations', label: 'Integrations', icon: 'integrations', isRare: true },
  { path: '/webhooks', label: 'Webhooks', icon: 'webhooks', isRare: true },
  { path: '/settings', label: 'Settings', icon: 'settings', isRare: true },
];

/** A column on a desk, tabs at the lower edge on a phone. */
@Component({
  selector: 't-nav',
  imports: [Icon, RouterLink, RouterLinkActive],
  templateUrl: './nav.html',
  styleUrl: './nav.css',
})
export class Nav {
  protected readonly places = places;
  protected readonly commands = inject(Commands);
}
