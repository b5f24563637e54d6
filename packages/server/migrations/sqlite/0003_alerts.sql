CREATE TABLE `alert_settings` (
	`service` text PRIMARY KEY NOT NULL,
	`correlation_window_seconds` integer,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`position` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`incident_id` text NOT NULL,
	`service` text NOT NULL,
	`severity` text NOT NULL,
	`severity_word` text NOT NULL,
	`message` text NOT NULL,
	`labels` text NOT NULL,
	`details` text NOT NULL,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`integration_id` text,
	`dedup_scope` text NOT NULL,
	`dedup_key` text,
	`count` integer NOT NULL,
	`timestamp` text NOT NULL,
	`received_at` text NOT NULL,
	`last_received_at` text NOT NULL,
	`resolved_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_id_unique` ON `alerts` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_firing_key` ON `alerts` (`dedup_scope`,`dedup_key`) WHERE dedup_key IS NOT NULL AND status = 'firing';--> statement-breakpoint
CREATE INDEX `alerts_firing_incident` ON `alerts` (`incident_id`) WHERE status = 'firing';--> statement-breakpoint
CREATE INDEX `alerts_incident` ON `alerts` (`incident_id`,`position`);--> statement-breakpoint
CREATE INDEX `alerts_status` ON `alerts` (`status`,`position`);--> statement-breakpoint
CREATE INDEX `alerts_severity` ON `alerts` (`severity`,`position`);--> statement-breakpoint
CREATE INDEX `alerts_severity_status` ON `alerts` (`severity`,`status`,`position`);--> statement-breakpoint
CREATE INDEX `alerts_service` ON `alerts` (`service`,`position`);--> statement-breakpoint
CREATE INDEX `alerts_service_status` ON `alerts` (`service`,`status`,`position`);--> statement-breakpoint
CREATE TABLE `integrations` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`service` text NOT NULL,
	`default_severity` text NOT NULL,
	`service_label` text,
	`auto_resolve` integer NOT NULL,
	`mapping` text,
	`signing_secret` text,
	`key_hash` text NOT NULL,
	`key_hint` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`last_used_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `integrations_id_unique` ON `integrations` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `integrations_key_hash_unique` ON `integrations` (`key_hash`);--> statement-breakpoint
CREATE TABLE `unreadable_payloads` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`integration_id` text NOT NULL,
	`source` text NOT NULL,
	`received_at` text NOT NULL,
	`reason` text NOT NULL,
	`payload` text NOT NULL,
	FOREIGN KEY (`integration_id`) REFERENCES `integrations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `unreadable_payloads_integration` ON `unreadable_payloads` (`integration_id`,`position`);