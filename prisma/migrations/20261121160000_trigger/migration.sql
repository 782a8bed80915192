-- AlterTable
ALTER TABLE "run" ADD COLUMN     "trigger_id" TEXT,
ADD COLUMN     "trigger_name" TEXT;

-- CreateTable
CREATE TABLE "trigger" (
    "id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "mapping" JSONB,
    "filter" TEXT,
    "runs" JSONB NOT NULL,
    "overlap" TEXT NOT NULL DEFAULT 'allow',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(3),
    "seen_until" TIMESTAMPTZ(3),
    "route" TEXT,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "rejected_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trigger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trigger_firing" (
    "id" TEXT NOT NULL,
    "trigger_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "proof" TEXT,
    "state" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "event" JSONB NOT NULL,
    "run_id" TEXT,
    "reason" TEXT,
    "problems" JSONB,

    CONSTRAINT "trigger_firing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "trigger_route_key" ON "trigger"("route");

-- CreateIndex
CREATE INDEX "trigger_due" ON "trigger"("enabled", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_workflow_id_name_key" ON "trigger"("workflow_id", "name");

-- CreateIndex
CREATE INDEX "trigger_firing_newest_first" ON "trigger_firing"("trigger_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "trigger_firing_open" ON "trigger_firing"("state", "lease_until");

-- CreateIndex
CREATE INDEX "trigger_firing_by_time" ON "trigger_firing"("at");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_firing_trigger_id_key_key" ON "trigger_firing"("trigger_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_firing_trigger_id_proof_key" ON "trigger_firing"("trigger_id", "proof");

-- CreateIndex
CREATE INDEX "run_newest_first_of_trigger" ON "run"("trigger_id", "started_at" DESC);

-- AddForeignKey
ALTER TABLE "trigger" ADD CONSTRAINT "trigger_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger_firing" ADD CONSTRAINT "trigger_firing_trigger_id_fkey" FOREIGN KEY ("trigger_id") REFERENCES "trigger"("id") ON DELETE CASCADE ON UPDATE CASCADE;


