CREATE TABLE "incident_search" ("position" bigint PRIMARY KEY NOT NULL, "terms" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "incident_search_terms" ON "incident_search" USING gin ("terms");
--> statement-breakpoint
CREATE TABLE "runbook_search" ("position" bigint PRIMARY KEY NOT NULL, "terms" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "runbook_search_terms" ON "runbook_search" USING gin ("terms");
