CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`data` text NOT NULL,
	`key` text,
	`state` text NOT NULL,
	`due_at` text,
	`attempts` integer NOT NULL,
	`lease` text,
	`error` text,
	`created_at` text NOT NULL,
	`started_at` text,
	`finished_at` text
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`name`,`due_at`,`id`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_pending_key` ON `jobs` (`name`,`key`) WHERE key IS NOT NULL AND state IN ('queued', 'retrying');--> statement-breakpoint
CREATE INDEX `jobs_key` ON `jobs` (`name`,`key`) WHERE key IS NOT NULL AND due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_finished` ON `jobs` (`state`,`finished_at`) WHERE finished_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`type`,`seq`);