CREATE TABLE "alert_settings" (
	"service" text collate "C" PRIMARY KEY NOT NULL,
	"correlation_window_seconds" integer,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"position" bigint PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"incident_id" text collate "C" NOT NULL,
	"service" text collate "C" NOT NULL,
	"severity" text collate "C" NOT NULL,
	"severity_word" text collate "C" NOT NULL,
	"message" text collate "C" NOT NULL,
	"labels" jsonb NOT NULL,
	"details" jsonb NOT NULL,
	"status" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"integration_id" text collate "C",
	"dedup_scope" text collate "C" NOT NULL,
	"dedup_key" text collate "C",
	"count" integer NOT NULL,
	"timestamp" text collate "C" NOT NULL,
	"received_at" text collate "C" NOT NULL,
	"last_received_at" text collate "C" NOT NULL,
	"resolved_at" text collate "C",
	CONSTRAINT "alerts_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"service" text collate "C" NOT NULL,
	"default_severity" text collate "C" NOT NULL,
	"service_label" text collate "C",
	"auto_resolve" boolean NOT NULL,
	"mapping" jsonb,
	"signing_secret" text collate "C",
	"key_hash" text collate "C" NOT NULL,
	"key_hint" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"last_used_at" text collate "C",
	"version" integer NOT NULL,
	CONSTRAINT "integrations_id_unique" UNIQUE("id"),
	CONSTRAINT "integrations_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "unreadable_payloads" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"integration_id" text collate "C" NOT NULL,
	"source" text collate "C" NOT NULL,
	"received_at" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"payload" text collate "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unreadable_payloads" ADD CONSTRAINT "unreadable_payloads_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_firing_key" ON "alerts" USING btree ("dedup_scope","dedup_key") WHERE dedup_key IS NOT NULL AND status = 'firing';--> statement-breakpoint
CREATE INDEX "alerts_firing_incident" ON "alerts" USING btree ("incident_id") WHERE status = 'firing';--> statement-breakpoint
CREATE INDEX "alerts_incident" ON "alerts" USING btree ("incident_id","position");--> statement-breakpoint
CREATE INDEX "alerts_status" ON "alerts" USING btree ("status","position");--> statement-breakpoint
CREATE INDEX "alerts_severity" ON "alerts" USING btree ("severity","position");--> statement-breakpoint
CREATE INDEX "alerts_severity_status" ON "alerts" USING btree ("severity","status","position");--> statement-breakpoint
CREATE INDEX "alerts_service" ON "alerts" USING btree ("service","position");--> statement-breakpoint
CREATE INDEX "alerts_service_status" ON "alerts" USING btree ("service","status","position");--> statement-breakpoint
CREATE INDEX "unreadable_payloads_integration" ON "unreadable_payloads" USING btree ("integration_id","position");