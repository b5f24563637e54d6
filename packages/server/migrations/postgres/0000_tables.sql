CREATE TABLE "counters" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"type" text collate "C" NOT NULL,
	"entity" text collate "C" NOT NULL,
	"entity_id" text collate "C" NOT NULL,
	"actor" text collate "C" NOT NULL,
	"at" text collate "C" NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_notes" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"incident_id" text collate "C" NOT NULL,
	"timestamp" text collate "C" NOT NULL,
	"author" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	CONSTRAINT "incident_notes_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "incident_totals" (
	"phase" text collate "C" NOT NULL,
	"severity" text collate "C" NOT NULL,
	"service" text collate "C" NOT NULL,
	"assigned_to" text collate "C" NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "incident_totals_service_phase_severity_assigned_to_pk" PRIMARY KEY("service","phase","severity","assigned_to")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"position" bigint PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"severity" text collate "C" NOT NULL,
	"service" text collate "C" NOT NULL,
	"status" text collate "C" NOT NULL,
	"phase" text collate "C" NOT NULL,
	"assigned_to" text collate "C",
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"acknowledged_at" text collate "C",
	"resolved_at" text collate "C",
	"version" integer NOT NULL,
	CONSTRAINT "incidents_id_unique" UNIQUE("id"),
	CONSTRAINT "incidents_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"at" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runbook_revisions" (
	"runbook_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"tags" jsonb NOT NULL,
	"content" text collate "C" NOT NULL,
	"saved_at" text collate "C" NOT NULL,
	"saved_by" text collate "C" NOT NULL,
	CONSTRAINT "runbook_revisions_runbook_id_revision_pk" PRIMARY KEY("runbook_id","revision")
);
--> statement-breakpoint
CREATE TABLE "runbook_tags" (
	"tag" text collate "C" NOT NULL,
	"runbook_id" text collate "C" NOT NULL,
	CONSTRAINT "runbook_tags_tag_runbook_id_pk" PRIMARY KEY("tag","runbook_id")
);
--> statement-breakpoint
CREATE TABLE "runbooks" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"title" text collate "C" NOT NULL,
	"tags" jsonb NOT NULL,
	"content" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "runbooks_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "incident_notes" ADD CONSTRAINT "incident_notes_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runbook_revisions" ADD CONSTRAINT "runbook_revisions_runbook_id_runbooks_id_fk" FOREIGN KEY ("runbook_id") REFERENCES "public"."runbooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runbook_tags" ADD CONSTRAINT "runbook_tags_runbook_id_runbooks_id_fk" FOREIGN KEY ("runbook_id") REFERENCES "public"."runbooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_entity" ON "events" USING btree ("entity","entity_id","seq");--> statement-breakpoint
CREATE INDEX "incident_notes_incident" ON "incident_notes" USING btree ("incident_id","position");--> statement-breakpoint
CREATE INDEX "incidents_status" ON "incidents" USING btree ("status","position");--> statement-breakpoint
CREATE INDEX "incidents_status_severity" ON "incidents" USING btree ("status","severity","position" desc);--> statement-breakpoint
CREATE INDEX "incidents_severity" ON "incidents" USING btree ("severity","position" desc);--> statement-breakpoint
CREATE INDEX "incidents_service" ON "incidents" USING btree ("service","position");--> statement-breakpoint
CREATE INDEX "incidents_service_status" ON "incidents" USING btree ("service","status","position");--> statement-breakpoint
CREATE INDEX "incidents_assigned_to" ON "incidents" USING btree ("assigned_to","position");--> statement-breakpoint
CREATE INDEX "incidents_assigned_to_status" ON "incidents" USING btree ("assigned_to","status","position");--> statement-breakpoint
CREATE INDEX "incidents_updated_at" ON "incidents" USING btree ("updated_at","position");--> statement-breakpoint
CREATE INDEX "incidents_status_updated_at" ON "incidents" USING btree ("status","updated_at","position");--> statement-breakpoint
CREATE INDEX "runbook_tags_runbook" ON "runbook_tags" USING btree ("runbook_id");--> statement-breakpoint
CREATE INDEX "runbooks_updated_at" ON "runbooks" USING btree ("updated_at","position");