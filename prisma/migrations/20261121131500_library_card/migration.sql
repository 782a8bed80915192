-- AlterTable
ALTER TABLE "library_entry" ADD COLUMN "sketch" JSONB, ADD COLUMN "coverage" INTEGER;

-- what is there already: the whole document draws just as well
UPDATE "library_entry" e
SET "sketch" = v."document", "coverage" = round((v."contract" -> 'coverage' ->> 'percent')::numeric)::int
FROM "library_version" v
WHERE v."entry_id" = e."id" AND v."number" = e."latest";
