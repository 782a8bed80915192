-- AlterTable
ALTER TABLE "run" ADD COLUMN     "origin_run_id" TEXT,
ADD COLUMN     "origin" JSONB;

-- CreateIndex
CREATE INDEX "run_successors" ON "run"("origin_run_id");
