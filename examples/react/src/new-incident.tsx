import { useMutation } from '@tanstack/react-query';
import type { IncidentsCreateInput } from '@tocsin/client';
import { tocsinMutation, useTocsin } from '@tocsin/client/react';
import type { FormEvent } from 'react';

export function NewIncident() {
  const tocsin = useTocsin();
  const create = useMutation(tocsinMutation(tocsin.incidents.create));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    // The form's fields are named as those of the input; the server checks the rest.
    const input = Object.fromEntries(new FormData(form)) as unknown as IncidentsCreateInput;
    create.mutate(input, { onSuccess: () => form.reset() });
  }

  return (
    <>
      <form onSubmit={submit}>
        <input name="title" placeholder="What is wrong?" aria-label="Title" required />
        <input name="service" placeholder="Service" aria-label="Service" required />
        <select name="severity" aria-label="Severity of the new incident" defaultValue="P3">
          <option>P1</option>
          <option>P2</option>
          <option>P3</option>
          <option>P4</option>
        </select>
        <button>Open incident</button>
      </form>
      {create.error && <p role="alert">{create.error.message}</p>}
    </>
  );
}
