CREATE TABLE "jobs" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"data" jsonb NOT NULL,
	"key" text collate "C",
	"state" text collate "C" NOT NULL,
	"due_at" text collate "C",
	"attempts" integer NOT NULL,
	"lease" text collate "C",
	"error" text collate "C",
	"created_at" text collate "C" NOT NULL,
	"started_at" text collate "C",
	"finished_at" text collate "C"
);
--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("name","due_at","id") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_pending_key" ON "jobs" USING btree ("name","key") WHERE key IS NOT NULL AND state IN ('queued', 'retrying');--> statement-breakpoint
CREATE INDEX "jobs_key" ON "jobs" USING btree ("name","key") WHERE key IS NOT NULL AND due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("state","finished_at") WHERE finished_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "events_type" ON "events" USING btree ("type","seq");