import type { EscalationPolicy, Page } from '@tocsin/contract';
import { and, asc, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { pageOf } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

export async function findPolicy(
  reader: Reader,
  id: string,
): Promise<EscalationPolicy | undefined> {
  const [row] = await policyById(reader).execute({ id });
  return row;
}

/** The policy that incidents of a service go by: the one that it is in, or the default. */
export async function findPolicyFor(
  reader: Reader,
  service: string,
): Promise<EscalationPolicy | undefined> {
  const [row] = await policyByService(reader).execute({ service });
  return row;
}

export function allPolicies({ db, tables }: Reader): Promise<EscalationPolicy[]> {
  const { escalationPolicies } = tables;
  return db.select().from(escalationPolicies).orderBy(asc(escalationPolicies.name));
}

/** Another policy that has one of those things that only one may have. */
export async function findClash(
  { db, tables: { escalationPolicies: p, escalationPolicyServices: s } }: Reader,
  {
    id,
    name,
    services,
    isDefault,
  }: Pick<EscalationPolicy, 'id' | 'name' | 'services' | 'isDefault'>,
): Promise<EscalationPolicy | undefined> {
  const withService =
    services.length === 0
      ? undefined
      : inArray(p.id, db.select({ id: s.policyId }).from(s).where(inArray(s.service, services)));
  const [clash] = await db
    .select()
    .from(p)
    .where(
      and(
        ne(p.id, id),
        or(eq(p.name, name), isDefault ? eq(p.isDefault, true) : undefined, withService),
      ),
    )
    .limit(1);
  return clash;
}

/** One page of policies, by their names. */
export async function listPolicies(
  { db, tables: { escalationPolicies: p, escalationPolicyServices: s } }: Reader,
  {
    service,
    limit,
    cursor,
  }: { service?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<EscalationPolicy>> {
  const wanted =
    service === undefined
      ? undefined
      : inArray(p.id, db.select({ id: s.policyId }).from(s).where(eq(s.service, service)));
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'name', ['string']);
  const rows = await db
    .select()
    .from(p)
    .where(and(wanted, after === undefined ? undefined : gt(p.name, after)))
    .orderBy(asc(p.name))
    .limit(limit + 1);
  const [counted] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .where(wanted);
  const page = pageOf(rows, limit, (last) => encodeCursor({ order: 'name', keys: [last.name] }));
  return { ...page, total: counted?.total ?? 0, totalRelation: 'eq' };
}

export async function insertPolicy(writer: Writer, policy: EscalationPolicy): Promise<void> {
  await writer.db.insert(writer.tables.escalationPolicies).values(policy);
  await storeServices(writer, policy);
}

export async function updatePolicy(
  writer: Writer,
  { id, name, services, isDefault, steps, repeat, updatedAt, version }: EscalationPolicy,
): Promise<void> {
  const { db, tables } = writer;
  const { escalationPolicies: p, escalationPolicyServices: s } = tables;
  await db
    .update(p)
    .set({ name, services, isDefault, steps, repeat, updatedAt, version })
    .where(eq(p.id, id));
  await db.delete(s).where(eq(s.policyId, id));
  await storeServices(writer, { id, services });
}

/** Its services go with it. */
export async function deletePolicy(
  { db, tables: { escalationPolicies: p } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(p).where(eq(p.id, id));
}

/** Notes which services a policy is for, so that it is found by them. */
export async function storeServices(
  { db, tables }: Writer,
  { id: policyId, services }: Pick<EscalationPolicy, 'id' | 'services'>,
): Promise<void> {
  if (services.length === 0) return;
  await db
    .insert(tables.escalationPolicyServices)
    .values(services.map((service) => ({ service, policyId })));
}

const policyById = prepared(({ db, tables: { escalationPolicies: p } }: Reader) =>
  db
    .select()
    .from(p)
    .where(eq(p.id, sql.placeholder('id')))
    .prepare(),
);

const policyByService = prepared(
  ({ db, tables: { escalationPolicies: p, escalationPolicyServices: s } }: Reader) => {
    const own = sql`(select ${s.policyId} from ${s} where ${s.service} = ${sql.placeholder('service')})`;
    const others = sql`(select d.id from ${p} d where d.is_default)`;
    return db
      .select()
      .from(p)
      .where(sql`${p.id} = coalesce(${own}, ${others})`)
      .prepare();
  },
);
