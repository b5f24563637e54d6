ALTER TABLE `events` ADD `incident_id` text;--> statement-breakpoint
CREATE INDEX `events_incident` ON `events` (`incident_id`,`seq`) WHERE incident_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `incidents` ADD `mtta_seconds` real;--> statement-breakpoint
ALTER TABLE `incidents` ADD `mttr_seconds` real;--> statement-breakpoint
ALTER TABLE `incidents` ADD `snoozed_until` text;--> statement-breakpoint
ALTER TABLE `incidents` ADD `merged_into` text;--> statement-breakpoint
-- A resolution counted as an acknowledgement where there had been none.
UPDATE `incidents` SET `acknowledged_at` = NULL WHERE `acknowledged_at` = `resolved_at`;--> statement-breakpoint
UPDATE `incidents` SET
  `mtta_seconds` = max(0, round((julianday(`acknowledged_at`) - julianday(`created_at`)) * 86400, 3)),
  `mttr_seconds` = max(0, round((julianday(`resolved_at`) - julianday(`created_at`)) * 86400, 3));--> statement-breakpoint
UPDATE `events` SET `incident_id` = CASE
  WHEN `entity` = 'incident' THEN `entity_id`
  WHEN json_type(`data`, '$.incident_id') = 'text' THEN json_extract(`data`, '$.incident_id')
  WHEN json_type(`data`, '$.incidentId') = 'text' THEN json_extract(`data`, '$.incidentId')
END;