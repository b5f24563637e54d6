CREATE TABLE "escalation_policies" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"services" json NOT NULL,
	"is_default" boolean NOT NULL,
	"steps" json NOT NULL,
	"repeat" integer NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "escalation_policies_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "escalation_policy_services" (
	"service" text collate "C" PRIMARY KEY NOT NULL,
	"policy_id" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"incident_id" text collate "C" NOT NULL,
	"service" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"ended_by" text collate "C",
	"policy_id" text collate "C",
	"policy_name" text collate "C" NOT NULL,
	"steps" json NOT NULL,
	"repeat" integer NOT NULL,
	"done" integer NOT NULL,
	"next_at" text collate "C",
	"left_ms" integer,
	"runs" json NOT NULL,
	"started_at" text collate "C" NOT NULL,
	"ended_at" text collate "C"
);
--> statement-breakpoint
ALTER TABLE "escalation_policy_services" ADD CONSTRAINT "escalation_policy_services_policy_id_escalation_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."escalation_policies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_policies_default" ON "escalation_policies" USING btree ("is_default") WHERE is_default;--> statement-breakpoint
CREATE INDEX "escalation_policy_services_policy" ON "escalation_policy_services" USING btree ("policy_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_alive" ON "escalations" USING btree ("incident_id") WHERE state IN ('running', 'paused');--> statement-breakpoint
CREATE INDEX "escalations_incident" ON "escalations" USING btree ("incident_id","started_at","id");--> statement-breakpoint
CREATE INDEX "escalations_started" ON "escalations" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "escalations_state" ON "escalations" USING btree ("state","started_at","id");--> statement-breakpoint
CREATE INDEX "escalations_due" ON "escalations" USING btree ("next_at") WHERE state = 'running';