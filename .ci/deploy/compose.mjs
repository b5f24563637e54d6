// What the Compose Specification does not ask, and a deployment needs.

/** What is wrong with the services of a compose file. */
export function faultsOf({ services, networks, volumes }) {
  const faults = [];
  for (const [name, service] of Object.entries(services)) {
    const fault = (text) => faults.push(`${name}: ${text}`);
    for (const network of service.networks) if (!(network in networks)) fault(`network ${network}`);
    for (const other of Object.keys(service.depends_on ?? {})) {
      if (!(other in services)) fault(`depends on ${other}, which there is not`);
    }
    for (const volume of service.volumes ?? []) {
      const [source] = volume.split(':');
      if (!source.startsWith('.') && !(source in volumes)) fault(`volume ${source}`);
    }
    for (const port of service.ports ?? []) {
      if (!port.startsWith('127.0.0.1:')) fault(`port ${port} is published to all`);
    }
    if (!/:v?\d/.test(service.image)) fault(`image ${service.image} has no version`);
    if (service.healthcheck === undefined && service.build === undefined) fault('no healthcheck');
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      // People ask from outside.
      const isForPeople = variable === 'PUBLIC_URL';
      if (!isForPeople && /localhost|127\.0\.0\.1/.test(value)) fault(`${variable} is itself`);
    }
  }
  return faults;
}

/** `host:port` of what is asked in a text, which must be services of the compose file. */
export function strangersIn(text, { services }) {
  const known = new Set(Object.keys(services));
  return [...text.matchAll(/\b([a-z][a-z-]*):\d{2,5}\b/g)]
    .map(([, host]) => host)
    .filter((host) => !known.has(host) && !host.includes('example'));
}
