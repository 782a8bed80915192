-- AlterTable
ALTER TABLE "library_version" ADD COLUMN     "extension" JSONB;
