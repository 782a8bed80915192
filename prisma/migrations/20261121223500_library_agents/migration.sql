-- AlterTable
ALTER TABLE "library_entry" ADD COLUMN "agents" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What the newest versions ask, as far as their documents name it
UPDATE "library_entry" entry SET "agents" = found.names
FROM (
  SELECT version."entry_id", version."number", array_agg(DISTINCT slot.name ORDER BY slot.name) AS names
  FROM "library_version" version
  CROSS JOIN LATERAL (
    SELECT task #>> '{}' AS name FROM jsonb_path_query(version."document", '$.** ? (@.kind == "agent.task").config.agent') task
    UNION SELECT task #>> '{}' FROM jsonb_path_query(version."document", '$.** ? (@.kind == "agent.task").config.pool') task
  ) slot
  WHERE slot.name NOT LIKE '%{{%'
  GROUP BY version."entry_id", version."number"
) found
WHERE found."entry_id" = entry."id" AND found."number" = entry."latest";
