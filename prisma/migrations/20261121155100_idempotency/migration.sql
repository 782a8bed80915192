-- CreateTable
CREATE TABLE "idempotent_answer" (
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_answer_pkey" PRIMARY KEY ("procedure","key")
);

-- CreateTable
CREATE TABLE "step_effect" (
    "key" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_effect_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "idempotent_answer_oldest_first" ON "idempotent_answer"("at");

-- CreateIndex
CREATE INDEX "step_effect_of_run" ON "step_effect"("run_id");

-- AddForeignKey
ALTER TABLE "step_effect" ADD CONSTRAINT "step_effect_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;


