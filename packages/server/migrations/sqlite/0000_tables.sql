CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`actor` text NOT NULL,
	`at` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_entity` ON `events` (`entity`,`entity_id`,`seq`);--> statement-breakpoint
CREATE TABLE `incident_notes` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`incident_id` text NOT NULL,
	`timestamp` text NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incident_notes_id_unique` ON `incident_notes` (`id`);--> statement-breakpoint
CREATE INDEX `incident_notes_incident` ON `incident_notes` (`incident_id`,`position`);--> statement-breakpoint
CREATE TABLE `incident_totals` (
	`phase` text NOT NULL,
	`severity` text NOT NULL,
	`service` text NOT NULL,
	`assigned_to` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`service`, `phase`, `severity`, `assigned_to`)
);
--> statement-breakpoint
CREATE TABLE `incidents` (
	`position` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`severity` text NOT NULL,
	`service` text NOT NULL,
	`status` text NOT NULL,
	`phase` text NOT NULL,
	`assigned_to` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`acknowledged_at` text,
	`resolved_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_id_unique` ON `incidents` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_number_unique` ON `incidents` (`number`);--> statement-breakpoint
CREATE INDEX `incidents_status` ON `incidents` (`status`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_status_severity` ON `incidents` (`status`,`severity`,"position" desc);--> statement-breakpoint
CREATE INDEX `incidents_severity` ON `incidents` (`severity`,"position" desc);--> statement-breakpoint
CREATE INDEX `incidents_service` ON `incidents` (`service`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_service_status` ON `incidents` (`service`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_assigned_to` ON `incidents` (`assigned_to`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_assigned_to_status` ON `incidents` (`assigned_to`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_updated_at` ON `incidents` (`updated_at`,`position`);--> statement-breakpoint
CREATE INDEX `incidents_status_updated_at` ON `incidents` (`status`,`updated_at`,`position`);--> statement-breakpoint
CREATE TABLE `milestones` (
	`name` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `runbook_revisions` (
	`runbook_id` text NOT NULL,
	`revision` integer NOT NULL,
	`title` text NOT NULL,
	`tags` text NOT NULL,
	`content` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	PRIMARY KEY(`runbook_id`, `revision`),
	FOREIGN KEY (`runbook_id`) REFERENCES `runbooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `runbook_tags` (
	`tag` text NOT NULL,
	`runbook_id` text NOT NULL,
	PRIMARY KEY(`tag`, `runbook_id`),
	FOREIGN KEY (`runbook_id`) REFERENCES `runbooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `runbook_tags_runbook` ON `runbook_tags` (`runbook_id`);--> statement-breakpoint
CREATE TABLE `runbooks` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`tags` text NOT NULL,
	`content` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runbooks_id_unique` ON `runbooks` (`id`);--> statement-breakpoint
CREATE INDEX `runbooks_updated_at` ON `runbooks` (`updated_at`,`position`);