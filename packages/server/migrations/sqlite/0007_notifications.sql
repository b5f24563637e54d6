CREATE TABLE `contact_methods` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`type` text NOT NULL,
	`address` text NOT NULL,
	`label` text NOT NULL,
	`enabled` integer NOT NULL,
	`secrets` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contact_methods_person` ON `contact_methods` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `notification_attempts` (
	`notification_id` text NOT NULL,
	`number` integer NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`outcome` text,
	`detail` text,
	`repeated` integer NOT NULL,
	PRIMARY KEY(`notification_id`, `number`),
	FOREIGN KEY (`notification_id`) REFERENCES `notifications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notification_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`contact_method_id` text NOT NULL,
	`delay_minutes` integer NOT NULL,
	`urgency` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`contact_method_id`) REFERENCES `contact_methods`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notification_rules_person` ON `notification_rules` (`person_id`,`id`);--> statement-breakpoint
CREATE INDEX `notification_rules_method` ON `notification_rules` (`contact_method_id`);--> statement-breakpoint
CREATE TABLE `notification_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`updated_at` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`incident_id` text,
	`reason` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`person_id` text,
	`person` text,
	`contact_method_id` text,
	`status` text NOT NULL,
	`detail` text,
	`message` text,
	`subject` text,
	`text` text,
	`bundle_id` text,
	`page_key` text,
	`rule_key` text,
	`attempts` integer NOT NULL,
	`attempts_before` integer NOT NULL,
	`resent_at` text,
	`due_at` text NOT NULL,
	`created_at` text NOT NULL,
	`started_at` text,
	`ended_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_id_unique` ON `notifications` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_page` ON `notifications` (`page_key`,`rule_key`) WHERE page_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_incident` ON `notifications` (`incident_id`,`position`);--> statement-breakpoint
CREATE INDEX `notifications_status` ON `notifications` (`status`,`position`);--> statement-breakpoint
CREATE INDEX `notifications_person` ON `notifications` (`person`,`position`);--> statement-breakpoint
CREATE INDEX `notifications_recipient` ON `notifications` (`recipient`,`started_at`);--> statement-breakpoint
CREATE INDEX `notifications_bundle` ON `notifications` (`bundle_id`) WHERE bundle_id IS NOT NULL;