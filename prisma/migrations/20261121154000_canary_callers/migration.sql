-- AlterTable
ALTER TABLE "pointer" ADD COLUMN     "canary_callers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "pointer_move" ADD COLUMN     "canary_callers" TEXT[] DEFAULT ARRAY[]::TEXT[];
