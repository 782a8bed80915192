-- AlterTable
ALTER TABLE "run" ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "run_place" (
    "run_id" TEXT NOT NULL,
    "workflow" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "host" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_place_pkey" PRIMARY KEY ("run_id")
);

-- CreateIndex
CREATE INDEX "run_place_of_workflow" ON "run_place"("workflow", "lease_until");

-- CreateIndex
CREATE INDEX "run_place_of_host" ON "run_place"("host");

-- CreateIndex
CREATE INDEX "run_place_expired" ON "run_place"("lease_until");


