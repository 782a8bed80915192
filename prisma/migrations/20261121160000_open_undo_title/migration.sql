-- AlterTable
ALTER TABLE "open_undo" ADD COLUMN     "title" TEXT;
