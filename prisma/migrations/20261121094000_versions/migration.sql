-- AlterTable
ALTER TABLE "workflow" ADD COLUMN "draft_base" INTEGER;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "version" INTEGER,
ADD COLUMN "environment" TEXT,
ADD COLUMN "canary" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "version" (
    "workflow_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "base" INTEGER,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by" TEXT,
    "retire_at" TIMESTAMPTZ(3),
    "retire_reason" TEXT,

    CONSTRAINT "version_pkey" PRIMARY KEY ("workflow_id","number")
);

-- CreateTable
CREATE TABLE "pointer" (
    "workflow_id" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "canary" INTEGER,
    "canary_share" DOUBLE PRECISION,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pointer_pkey" PRIMARY KEY ("workflow_id","environment")
);

-- CreateTable
CREATE TABLE "pointer_move" (
    "id" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "from" INTEGER,
    "to" INTEGER NOT NULL,
    "canary" INTEGER,
    "canary_share" DOUBLE PRECISION,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pointer_move_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "version_by_content" ON "version"("content_hash");

-- CreateIndex
CREATE INDEX "pointer_move_newest_first" ON "pointer_move"("workflow_id", "at" DESC);

-- CreateIndex
CREATE INDEX "run_outcomes_of_version" ON "run"("workflow_id", "version", "started_at" DESC);

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pointer" ADD CONSTRAINT "pointer_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pointer_move" ADD CONSTRAINT "pointer_move_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
