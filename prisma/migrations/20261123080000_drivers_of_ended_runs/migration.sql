-- AlterTable
ALTER TABLE "run" ADD COLUMN     "driver" JSONB;

-- AlterTable
ALTER TABLE "server" ADD COLUMN     "version" TEXT;
