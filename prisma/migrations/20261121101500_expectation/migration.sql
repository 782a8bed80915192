-- CreateTable
CREATE TABLE "expectation" (
    "workflow_id" TEXT NOT NULL,
    "fixture" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "undone" JSONB NOT NULL,
    "residue" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "expectation_pkey" PRIMARY KEY ("workflow_id","fixture","step","kind")
);

-- AddForeignKey
ALTER TABLE "expectation" ADD CONSTRAINT "expectation_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
