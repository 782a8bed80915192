-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "lease_ms" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "worker" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "progress" JSONB,
    "reserved_until" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "task_next_of_queue" ON "task"("queue", "status", "offered_at");

-- CreateIndex
CREATE INDEX "task_of_run" ON "task"("run_id");

-- CreateIndex
CREATE INDEX "task_newest_first" ON "task"("offered_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
