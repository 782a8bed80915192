-- CreateTable
CREATE TABLE "open_undo" (
    "run_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "owner" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "remind_at" TIMESTAMPTZ(3),

    CONSTRAINT "open_undo_pkey" PRIMARY KEY ("run_id","step")
);

-- CreateIndex
CREATE INDEX "open_undo_oldest_first" ON "open_undo"("since");

-- AddForeignKey
ALTER TABLE "open_undo" ADD CONSTRAINT "open_undo_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
