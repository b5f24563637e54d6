CREATE TABLE `escalation_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`services` text NOT NULL,
	`is_default` integer NOT NULL,
	`steps` text NOT NULL,
	`repeat` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_policies_name_unique` ON `escalation_policies` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_policies_default` ON `escalation_policies` (`is_default`) WHERE is_default;--> statement-breakpoint
CREATE TABLE `escalation_policy_services` (
	`service` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	FOREIGN KEY (`policy_id`) REFERENCES `escalation_policies`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `escalation_policy_services_policy` ON `escalation_policy_services` (`policy_id`);--> statement-breakpoint
CREATE TABLE `escalations` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`service` text NOT NULL,
	`state` text NOT NULL,
	`ended_by` text,
	`policy_id` text,
	`policy_name` text NOT NULL,
	`steps` text NOT NULL,
	`repeat` integer NOT NULL,
	`done` integer NOT NULL,
	`next_at` text,
	`left_ms` integer,
	`runs` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `escalations_alive` ON `escalations` (`incident_id`) WHERE state IN ('running', 'paused');--> statement-breakpoint
CREATE INDEX `escalations_incident` ON `escalations` (`incident_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_started` ON `escalations` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_state` ON `escalations` (`state`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `escalations_due` ON `escalations` (`next_at`) WHERE state = 'running';