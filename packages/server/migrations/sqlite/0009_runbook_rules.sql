CREATE TABLE `incident_runbooks` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` text NOT NULL,
	`runbook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`rule_id` text,
	`rule_name` text,
	`attached_at` text NOT NULL,
	`attached_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_runbooks_incident` ON `incident_runbooks` (`incident_id`,`runbook_id`);--> statement-breakpoint
CREATE INDEX `incident_runbooks_runbook` ON `incident_runbooks` (`runbook_id`,`revision`);--> statement-breakpoint
CREATE TABLE `kept_revisions` (
	`runbook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`title` text NOT NULL,
	`tags` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`runbook_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `runbook_rules` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`runbook_id` text NOT NULL,
	`services` text,
	`severities` text,
	`words` text,
	`labels` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runbook_rules_id_unique` ON `runbook_rules` (`id`);--> statement-breakpoint
CREATE INDEX `runbook_rules_runbook` ON `runbook_rules` (`runbook_id`,`position`);