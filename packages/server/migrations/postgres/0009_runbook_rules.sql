CREATE TABLE "incident_runbooks" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"incident_id" text collate "C" NOT NULL,
	"runbook_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"rule_id" text collate "C",
	"rule_name" text collate "C",
	"attached_at" text collate "C" NOT NULL,
	"attached_by" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_revisions" (
	"runbook_id" text collate "C" NOT NULL,
	"revision" integer NOT NULL,
	"title" text collate "C" NOT NULL,
	"tags" jsonb NOT NULL,
	"content" text collate "C" NOT NULL,
	CONSTRAINT "kept_revisions_runbook_id_revision_pk" PRIMARY KEY("runbook_id","revision")
);
--> statement-breakpoint
CREATE TABLE "runbook_rules" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"runbook_id" text collate "C" NOT NULL,
	"services" jsonb,
	"severities" jsonb,
	"words" jsonb,
	"labels" jsonb,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "runbook_rules_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "incident_runbooks_incident" ON "incident_runbooks" USING btree ("incident_id","runbook_id");--> statement-breakpoint
CREATE INDEX "incident_runbooks_runbook" ON "incident_runbooks" USING btree ("runbook_id","revision");--> statement-breakpoint
CREATE INDEX "runbook_rules_runbook" ON "runbook_rules" USING btree ("runbook_id","position");