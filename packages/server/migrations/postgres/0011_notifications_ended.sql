CREATE INDEX "notifications_channel" ON "notifications" USING btree ("channel","position");--> statement-breakpoint
CREATE INDEX "notifications_of_recipient" ON "notifications" USING btree ("recipient","position");--> statement-breakpoint
CREATE INDEX "notifications_ended" ON "notifications" USING btree ("ended_at") WHERE ended_at IS NOT NULL;