-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "end_reason" TEXT,
ADD COLUMN     "ended_by" TEXT;
