import { bootstrapApplication } from '@angular/platform-browser';
import { provideTocsin } from '@tocsin/client/angular';
import { App } from './app/app';

void bootstrapApplication(App, {
  providers: [provideTocsin({ url: 'http://127.0.0.1:8000' })],
});
