-- What a run appends in one commit is one row. Events that are there already go together by the hundred, in the words in which they would be written now.
CREATE TABLE "run_log" (
    "run_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "events" JSON NOT NULL,

    CONSTRAINT "run_log_pkey" PRIMARY KEY ("run_id","seq")
);

INSERT INTO "run_log" ("run_id", "seq", "last", "events")
SELECT "run_id", min("seq"), max("seq"), ('[' || string_agg('{"seq":' || "seq" || ',"at":' || "at" || ',"type":"' || "type" || '"' || coalesce(',"step":' || to_json("step"), '') || coalesce(',"attempt":' || "attempt", '') || ',"data":' || "data" || '}', ',' ORDER BY "seq") || ']')::json
FROM (SELECT *, "seq" - row_number() OVER (PARTITION BY "run_id" ORDER BY "seq") AS "island" FROM "run_event") AS "each"
GROUP BY "run_id", "island", ("seq" - 1) / 100;

DROP TABLE "run_event";

-- One row for each event, for whoever asks about events.
CREATE VIEW "run_event" AS
SELECT l."run_id", e."seq", e."at", e."type", e."step", e."attempt", e."data"
FROM "run_log" AS l CROSS JOIN LATERAL json_to_recordset(l."events") AS e("seq" int, "at" bigint, "type" text, "step" text, "attempt" int, "data" jsonb);

-- Logs go with their runs, as before. \073 is a semicolon: Prisma's engine would cut the function in two there.
CREATE OR REPLACE FUNCTION "run_events_go" () RETURNS trigger LANGUAGE plpgsql AS E'BEGIN
  DELETE FROM "run_log" WHERE "run_id" IN (SELECT "id" FROM "gone")\073
  RETURN NULL\073
END';
