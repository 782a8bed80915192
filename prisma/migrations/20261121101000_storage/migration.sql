-- CreateTable
CREATE TABLE "value_use" (
    "hash" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "value_use_pkey" PRIMARY KEY ("hash","run_id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "value_use_of_run" ON "value_use"("run_id");

-- CreateIndex
CREATE INDEX "run_ended" ON "run"("ended_at");

-- AddForeignKey
ALTER TABLE "value_use" ADD CONSTRAINT "value_use_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What earlier runs name
INSERT INTO "value_use" ("hash", "run_id")
SELECT DISTINCT blob #>> '{}', "run_id" FROM "run_event", jsonb_path_query("data", 'strict $.**."$blob"') AS blob WHERE jsonb_typeof(blob) = 'string'
ON CONFLICT DO NOTHING;
