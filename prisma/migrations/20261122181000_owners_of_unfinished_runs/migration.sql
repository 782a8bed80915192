-- DropIndex
DROP INDEX "run_unfinished";

-- CreateIndex
CREATE INDEX "run_unfinished" ON "run"("status", "owner_id");
