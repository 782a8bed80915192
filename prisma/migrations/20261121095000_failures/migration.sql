-- AlterTable
ALTER TABLE "run" ADD COLUMN "duration_ms" DOUBLE PRECISION,
ADD COLUMN "fingerprint" TEXT;

UPDATE "run" SET "duration_ms" = extract(epoch FROM "ended_at" - "started_at") * 1000 WHERE "ended_at" IS NOT NULL;

-- CreateTable
CREATE TABLE "triage" (
    "fingerprint" TEXT NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "owner" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triage_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "run_failures" ON "run"("fingerprint", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_name_key" ON "saved_view"("name");
