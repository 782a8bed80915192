-- AlterTable
ALTER TABLE "run" ADD COLUMN     "fixture" TEXT,
ADD COLUMN     "target" TEXT,
ADD COLUMN     "trial" JSONB;
