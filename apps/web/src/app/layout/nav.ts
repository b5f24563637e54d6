import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon, type IconName } from '../ui/icon.ts';
import { Commands } from './commands.ts';

interface Place {
  path: string;
  label: string;
  icon: IconName;
}

export const places: readonly Place[] = [
  { path: '/', label: 'Home', icon: 'home' },
  { path: '/incidents', label: 'Incidents', icon: 'incidents' },
  { path: '/runbooks', label: 'Runbooks', icon: 'runbooks' },
  { path: '/settings', label: 'Settings', icon: 'settings' },
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
