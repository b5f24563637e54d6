CREATE TABLE "webhook_deliveries" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"webhook_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"type" text collate "C" NOT NULL,
	"entity" text collate "C" NOT NULL,
	"entity_id" text collate "C" NOT NULL,
	"incident_id" text collate "C",
	"lane" text collate "C" NOT NULL,
	"body" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"attempt_count" integer NOT NULL,
	"attempts" jsonb NOT NULL,
	"next_attempt_at" text collate "C",
	"failing_since" text collate "C",
	"created_at" text collate "C" NOT NULL,
	"finished_at" text collate "C",
	CONSTRAINT "webhook_deliveries_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"url" text collate "C" NOT NULL,
	"description" text collate "C" NOT NULL,
	"types" jsonb NOT NULL,
	"services" jsonb,
	"secrets" jsonb NOT NULL,
	"enabled" boolean NOT NULL,
	"disabled_reason" text collate "C",
	"disabled_at" text collate "C",
	"failing_since" text collate "C",
	"refused_in_row" integer NOT NULL,
	"handled_seq" bigint NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "webhooks_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("webhook_id","position");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending" ON "webhook_deliveries" USING btree ("webhook_id","lane","position") WHERE state IN ('waiting', 'retrying');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_finished" ON "webhook_deliveries" USING btree ("finished_at") WHERE finished_at IS NOT NULL;