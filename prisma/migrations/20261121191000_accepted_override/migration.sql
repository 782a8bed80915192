-- CreateTable
CREATE TABLE "accepted_override" (
    "id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_by" TEXT,
    "version" INTEGER,

    CONSTRAINT "accepted_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accepted_override_once" ON "accepted_override"("workflow_id", "run_id");

-- AddForeignKey
ALTER TABLE "accepted_override" ADD CONSTRAINT "accepted_override_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;


