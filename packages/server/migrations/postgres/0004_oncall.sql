CREATE TABLE "people" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"email" text collate "C",
	"time_zone" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "people_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "schedule_overrides" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"schedule_id" text collate "C" NOT NULL,
	"member" text collate "C" NOT NULL,
	"start_at" text collate "C" NOT NULL,
	"end_at" text collate "C" NOT NULL,
	"reason" text collate "C" NOT NULL,
	"created_by" text collate "C" NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"team" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"time_zone" text collate "C" NOT NULL,
	"members" json NOT NULL,
	"layers" json NOT NULL,
	"created_at" text collate "C" NOT NULL,
	"updated_at" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "schedules_team_unique" UNIQUE("team")
);
--> statement-breakpoint
ALTER TABLE "schedule_overrides" ADD CONSTRAINT "schedule_overrides_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "schedule_overrides_start" ON "schedule_overrides" USING btree ("schedule_id","start_at","id");--> statement-breakpoint
CREATE INDEX "schedule_overrides_end" ON "schedule_overrides" USING btree ("schedule_id","end_at");--> statement-breakpoint
CREATE INDEX "schedule_overrides_member" ON "schedule_overrides" USING btree ("member","end_at");