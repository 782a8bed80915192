-- AlterTable
ALTER TABLE "run_snapshot" ADD COLUMN "parts" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "run_snapshot_part" (
    "run_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "run_snapshot_part_pkey" PRIMARY KEY ("run_id","seq","part")
);

-- AddForeignKey
ALTER TABLE "run_snapshot_part" ADD CONSTRAINT "run_snapshot_part_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
