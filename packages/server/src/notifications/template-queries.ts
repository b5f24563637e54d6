import type { NotificationChannel, NotificationReason } from '@tocsin/contract';
import { eq } from 'drizzle-orm';
import type { Reader, Tables, Writer } from '../storage/storage.ts';
import { defaultTemplate } from './default-templates.ts';
import type { Template } from './templates.ts';

export type TemplateRow = Tables['notificationTemplates']['$inferSelect'];

export const templateId = (channel: NotificationChannel, reason: NotificationReason): string =>
  `${channel}.${reason}`;

/** The template that is in use. */
export async function templateFor(
  reader: Reader,
  channel: NotificationChannel,
  reason: NotificationReason,
): Promise<Template> {
  const saved = await findTemplate(reader, templateId(channel, reason));
  return saved ?? defaultTemplate(channel, reason);
}

/** A template that somebody has changed. */
export async function findTemplate(
  { db, tables: { notificationTemplates: t } }: Reader,
  id: string,
): Promise<TemplateRow | undefined> {
  const [row] = await db.select().from(t).where(eq(t.id, id));
  return row;
}

export function savedTemplates({ db, tables }: Reader): Promise<TemplateRow[]> {
  return db.select().from(tables.notificationTemplates);
}

export async function saveTemplate(
  { db, tables: { notificationTemplates: t } }: Writer,
  { id, ...fields }: TemplateRow,
): Promise<void> {
  await db
    .insert(t)
    .values({ id, ...fields })
    .onConflictDoUpdate({ target: t.id, set: fields });
}

export async function deleteTemplate(
  { db, tables: { notificationTemplates: t } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(t).where(eq(t.id, id));
}
