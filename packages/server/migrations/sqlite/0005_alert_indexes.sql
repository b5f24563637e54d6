DROP INDEX `alerts_firing_incident`;--> statement-breakpoint
DROP INDEX `alerts_incident`;--> statement-breakpoint
DROP INDEX `alerts_severity`;--> statement-breakpoint
DROP INDEX `alerts_service`;--> statement-breakpoint
CREATE INDEX `alerts_incident_status` ON `alerts` (`incident_id`,`status`,`position`);