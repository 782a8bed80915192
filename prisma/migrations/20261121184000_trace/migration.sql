-- AlterTable
ALTER TABLE "run" ADD COLUMN     "trace" JSONB;
