import { NgComponentOutlet } from '@angular/common';
import { Component, inject } from '@angular/core';
import { Dialogs } from './dialogs.ts';

@Component({
  selector: 't-dialogs',
  imports: [NgComponentOutlet],
  template: `
    @for (dialog of dialogs.open(); track dialog.id) {
      <ng-container *ngComponentOutlet="dialog.component; inputs: dialog.inputs" />
    }
  `,
})
export class DialogList {
  protected readonly dialogs = inject(Dialogs);
}
