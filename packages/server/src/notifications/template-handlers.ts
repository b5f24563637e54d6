import {
  type contract,
  NotificationChannel,
  NotificationReason,
  type NotificationTemplate,
} from '@tocsin/contract';
import { type Change, changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { type DeclaredErrors, invalidInput } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, known, mustBeAt } from '../versions.ts';
import { defaultTemplate } from './default-templates.ts';
import {
  deleteTemplate,
  findTemplate,
  savedTemplates,
  saveTemplate,
  templateId,
  type TemplateRow,
} from './template-queries.ts';
import { placeholderFault, placeholdersFor } from './templates.ts';

interface Kind {
  id: string;
  channel: NotificationChannel;
  reason: NotificationReason;
}

const kinds: readonly Kind[] = NotificationChannel.options
  .flatMap((channel) =>
    NotificationReason.options.map((reason) => ({
      id: templateId(channel, reason),
      channel,
      reason,
    })),
  )
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const ORDER = 'id';

export const templateHandlers: FeatureHandlers<typeof contract.notificationTemplates> = {
  list: async ({ input: { channel, reason, cursor, limit }, context }) => {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, ORDER, ['string']);
    const wanted = kinds
      .filter((kind) => channel === undefined || kind.channel === channel)
      .filter((kind) => reason === undefined || kind.reason === reason);
    const page = wanted.filter(({ id }) => id > after).slice(0, limit);
    const last = page.at(-1);
    const isMore = last !== undefined && last.id !== wanted.at(-1)?.id;
    const saved = new Map((await savedTemplates(context.storage)).map((row) => [row.id, row]));
    return {
      items: page.map((kind) => templateOf(kind, saved.get(kind.id))),
      nextCursor: isMore ? encodeCursor({ order: ORDER, keys: [last.id] }) : null,
      total: wanted.length,
      totalRelation: 'eq',
    };
  },

  get: async ({ input: { id }, context, errors }) => {
    const kind = kindOf(id, errors);
    return templateOf(kind, await findTemplate(context.storage, id));
  },

  replace: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { kind, saved } = await guarded(writer, input, errors);
      const { subject, text } = input;
      const before = templateOf(kind, saved);
      for (const [field, value] of Object.entries({ subject, text })) {
        const fault = placeholderFault(value, before.placeholders);
        if (fault !== undefined) throw invalidInput(field, fault);
      }
      if (before.subject === subject && before.text === text) return before;
      const change = changeOf(context);
      const version = before.version + 1;
      const row = { id: kind.id, subject, text, updatedAt: change.at, version };
      await saveTemplate(writer, row);
      await tell(writer, 'notification_template.saved', kind.id, change);
      return templateOf(kind, row);
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { kind, saved } = await guarded(writer, input, errors);
      if (!saved) return {};
      await deleteTemplate(writer, kind.id);
      await tell(writer, 'notification_template.reset', kind.id, changeOf(context));
      return {};
    }),
};

function templateOf(kind: Kind, saved: TemplateRow | undefined): NotificationTemplate {
  const { channel, reason } = kind;
  const { subject, text } = saved ?? defaultTemplate(channel, reason);
  return {
    ...kind,
    subject,
    text,
    placeholders: [...placeholdersFor(reason)],
    is_default: saved === undefined,
    updated_at: saved?.updatedAt ?? null,
    version: saved?.version ?? 0,
  };
}

function kindOf(id: string, errors: DeclaredErrors<'NOT_FOUND'>): Kind {
  const kind = kinds.find((one) => one.id === id);
  return known(kind, 'template', id, errors);
}

async function guarded(
  reader: Reader,
  { id, ifVersion }: Guarded,
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Promise<{ kind: Kind; saved: TemplateRow | undefined }> {
  const kind = kindOf(id, errors);
  const saved = await findTemplate(reader, id);
  mustBeAt(ifVersion, saved?.version ?? 0, 'template', errors);
  return { kind, saved };
}

const tell = (
  writer: Writer,
  type: string,
  entityId: string,
  { actor, at }: Change,
): Promise<void> =>
  appendEvent(writer, {
    type,
    entity: 'notification_template',
    entityId,
    actor,
    at,
    data: {},
  });
