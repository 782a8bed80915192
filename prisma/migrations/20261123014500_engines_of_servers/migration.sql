-- AlterTable
ALTER TABLE "server" ADD COLUMN     "engine" TEXT;
