-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "live_key" TEXT,
    "holder" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "keep" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_total" (
    "name" TEXT NOT NULL,
    "label_key" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metric_total_pkey" PRIMARY KEY ("name","label_key")
);

-- CreateTable
CREATE TABLE "metric_change" (
    "effect" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "label_key" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metric_change_pkey" PRIMARY KEY ("effect")
);

-- CreateTable
CREATE TABLE "handoff" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "from_role" TEXT NOT NULL,
    "to_role" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "form" JSONB NOT NULL,
    "signal" TEXT NOT NULL,
    "correlation" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "remind_ms" INTEGER,
    "reminded_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'open',
    "answer" JSONB,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "claim_live_key_key" ON "claim"("live_key");

-- CreateIndex
CREATE INDEX "claim_of_run" ON "claim"("run_id");

-- CreateIndex
CREATE INDEX "claim_newest_first" ON "claim"("claimed_at" DESC);

-- CreateIndex
CREATE INDEX "metric_change_by_time" ON "metric_change"("at");

-- CreateIndex
CREATE INDEX "handoff_newest_of_role" ON "handoff"("to_role", "at" DESC);

-- CreateIndex
CREATE INDEX "question_newest_of_status" ON "question"("status", "asked_at" DESC);

-- CreateIndex
CREATE INDEX "question_of_run" ON "question"("run_id");

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
