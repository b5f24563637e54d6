CREATE INDEX `notifications_channel` ON `notifications` (`channel`,`position`);--> statement-breakpoint
CREATE INDEX `notifications_of_recipient` ON `notifications` (`recipient`,`position`);--> statement-breakpoint
CREATE INDEX `notifications_ended` ON `notifications` (`ended_at`) WHERE ended_at IS NOT NULL;