import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSigningSecret, signatureHeaders } from './sign.ts';

const body = '{"type":"incident.created"}';

test('signs as the example of Standard Webhooks has it', () => {
  const headers = signatureHeaders({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    at: 1_614_265_330_000,
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('any of the secrets verifies, and no other', () => {
  const secrets = [newSigningSecret(), newSigningSecret()];
  const headers = signatureHeaders({ id: 'm', body, secrets, at: Date.now() });
  for (const secret of secrets)
    expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
  const other = new Webhook(newSigningSecret());
  expect(() => other.verify(body, headers)).toThrow('No matching signature');
  expect(() => new Webhook(secrets[0] ?? '').verify(`${body} `, headers)).toThrow();
});

test('secrets are of 32 bytes, each another', () => {
  const secrets = new Set(Array.from({ length: 50 }, newSigningSecret));
  expect(secrets.size).toBe(50);
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
