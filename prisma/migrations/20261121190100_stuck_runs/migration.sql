-- AlterTable
ALTER TABLE "run" ADD COLUMN     "stuck_at" TIMESTAMPTZ(3),
ADD COLUMN     "stuck_reason" TEXT;
