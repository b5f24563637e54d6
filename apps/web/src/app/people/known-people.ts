import { computed, inject, Injectable } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { liveValue } from '../client/live-value.ts';
import { Me } from '../layout/me.ts';

/** Everybody whom one may name: whoever is known, and the person here. */
@Injectable({ providedIn: 'root' })
export class KnownPeople {
  readonly #tocsin = injectTocsin();
  readonly #me = inject(Me);
  readonly #list = liveValue(
    () => (signal) => this.#tocsin.people.list({ limit: 500 }, { signal }),
    ['person'],
  );

  readonly names = computed(() => {
    const names = (this.#list.value()?.items ?? []).map(({ name }) => name);
    const me = this.#me.name();
    return me === '' || names.includes(me) ? names : [me, ...names];
  });
}
