/** An alert that says of itself that it is none, as any sender of JSON would send it. */
export function testAlert(integration: string): string {
  return JSON.stringify({
    message: `Test alert: ${integration} reaches Tocsin`,
    severity: 'low',
    dedup_key: `test-${Date.now()}`,
    labels: { test: 'true', sent_from: 'console' },
  });
}
