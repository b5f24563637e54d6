ALTER TABLE "events" ADD COLUMN "incident_id" text collate "C";--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "mtta_seconds" double precision;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "mttr_seconds" double precision;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "snoozed_until" text collate "C";--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "merged_into" text collate "C";--> statement-breakpoint
CREATE INDEX "events_incident" ON "events" USING btree ("incident_id","seq") WHERE incident_id IS NOT NULL;--> statement-breakpoint
-- A resolution counted as an acknowledgement where there had been none.
UPDATE "incidents" SET "acknowledged_at" = NULL WHERE "acknowledged_at" = "resolved_at";--> statement-breakpoint
UPDATE "incidents" SET
  "mtta_seconds" = CASE WHEN "acknowledged_at" IS NOT NULL THEN
    greatest(0, extract(epoch from "acknowledged_at"::timestamptz - "created_at"::timestamptz)) END,
  "mttr_seconds" = CASE WHEN "resolved_at" IS NOT NULL THEN
    greatest(0, extract(epoch from "resolved_at"::timestamptz - "created_at"::timestamptz)) END
WHERE "acknowledged_at" IS NOT NULL OR "resolved_at" IS NOT NULL;--> statement-breakpoint
UPDATE "events" SET "incident_id" = CASE
  WHEN "entity" = 'incident' THEN "entity_id"
  WHEN jsonb_typeof("data" -> 'incident_id') = 'string' THEN "data" ->> 'incident_id'
  WHEN jsonb_typeof("data" -> 'incidentId') = 'string' THEN "data" ->> 'incidentId'
END;