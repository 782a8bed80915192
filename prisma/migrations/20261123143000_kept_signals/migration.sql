-- Those that nobody waits for may become many: what looks for one must not read them all.
DROP INDEX "sent_signal_kept";
CREATE INDEX "sent_signal_kept" ON "sent_signal"("delivered_to", "name", "correlation", "sent_at");
CREATE INDEX "sent_signal_kept_since" ON "sent_signal"("delivered_to", "sent_at");
CREATE INDEX "sent_signal_of_name" ON "sent_signal"("name", "sent_at");
