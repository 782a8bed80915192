-- DropForeignKey
ALTER TABLE "run_event" DROP CONSTRAINT "run_event_run_id_fkey";

-- Events go with their runs, all of a statement at once. Whoever writes events holds the run's row, so that none can come after this.
-- \073 is a semicolon: Prisma's engine would cut the function in two there.
CREATE FUNCTION "run_events_go" () RETURNS trigger LANGUAGE plpgsql AS E'BEGIN
  DELETE FROM "run_event" WHERE "run_id" IN (SELECT "id" FROM "gone")\073
  RETURN NULL\073
END';
CREATE TRIGGER "run_events_go" AFTER DELETE ON "run" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "run_events_go" ();
