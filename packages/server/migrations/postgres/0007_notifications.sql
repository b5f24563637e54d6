CREATE TABLE "contact_methods" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"address" text collate "C" NOT NULL,
	"label" text collate "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"secrets" json NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_attempts" (
	"notification_id" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	"started_at" text collate "C" NOT NULL,
	"ended_at" text collate "C",
	"outcome" text collate "C",
	"detail" text collate "C",
	"repeated" boolean NOT NULL,
	CONSTRAINT "notification_attempts_notification_id_number_pk" PRIMARY KEY("notification_id","number")
);
--> statement-breakpoint
CREATE TABLE "notification_rules" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"person_id" text collate "C" NOT NULL,
	"contact_method_id" text collate "C" NOT NULL,
	"delay_minutes" integer NOT NULL,
	"urgency" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_templates" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"subject" text collate "C" NOT NULL,
	"text" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" text collate "C" NOT NULL,
	"incident_id" text collate "C",
	"reason" text collate "C" NOT NULL,
	"channel" text collate "C" NOT NULL,
	"recipient" text collate "C" NOT NULL,
	"person_id" text collate "C",
	"person" text collate "C",
	"contact_method_id" text collate "C",
	"status" text collate "C" NOT NULL,
	"detail" text collate "C",
	"message" text collate "C",
	"subject" text collate "C",
	"text" text collate "C",
	"bundle_id" text collate "C",
	"page_key" text collate "C",
	"rule_key" text collate "C",
	"attempts" integer NOT NULL,
	"attempts_before" integer NOT NULL,
	"resent_at" text collate "C",
	"due_at" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"started_at" text collate "C",
	"ended_at" text collate "C",
	CONSTRAINT "notifications_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "contact_methods" ADD CONSTRAINT "contact_methods_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_attempts" ADD CONSTRAINT "notification_attempts_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD CONSTRAINT "notification_rules_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD CONSTRAINT "notification_rules_contact_method_id_contact_methods_id_fk" FOREIGN KEY ("contact_method_id") REFERENCES "public"."contact_methods"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_methods_person" ON "contact_methods" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "notification_rules_person" ON "notification_rules" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "notification_rules_method" ON "notification_rules" USING btree ("contact_method_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_page" ON "notifications" USING btree ("page_key","rule_key") WHERE page_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX "notifications_incident" ON "notifications" USING btree ("incident_id","position");--> statement-breakpoint
CREATE INDEX "notifications_status" ON "notifications" USING btree ("status","position");--> statement-breakpoint
CREATE INDEX "notifications_person" ON "notifications" USING btree ("person","position");--> statement-breakpoint
CREATE INDEX "notifications_recipient" ON "notifications" USING btree ("recipient","started_at");--> statement-breakpoint
CREATE INDEX "notifications_bundle" ON "notifications" USING btree ("bundle_id") WHERE bundle_id IS NOT NULL;