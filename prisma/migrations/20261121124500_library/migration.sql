-- CreateTable
CREATE TABLE "library_entry" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "search_text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "signer" TEXT,
    "workflow_id" TEXT,
    "origin" JSONB,
    "latest" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "library_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "library_version" (
    "entry_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "composed" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "contract" JSONB,
    "samples" JSONB NOT NULL,
    "expectations" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "library_version_pkey" PRIMARY KEY ("entry_id","number")
);

-- CreateTable
CREATE TABLE "library_rating" (
    "entry_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "library_rating_pkey" PRIMARY KEY ("entry_id","by")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "document" JSONB NOT NULL,
    "idempotency_key" TEXT,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trusted_signer" (
    "public_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "trusted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trusted_signer_pkey" PRIMARY KEY ("public_key")
);

-- CreateIndex
CREATE UNIQUE INDEX "library_entry_name_key" ON "library_entry"("name");

-- CreateIndex
CREATE INDEX "library_entry_most_used" ON "library_entry"("uses" DESC, "name");

-- CreateIndex
CREATE INDEX "library_entry_of_workflow" ON "library_entry"("workflow_id");

-- CreateIndex
CREATE UNIQUE INDEX "installation_workflow_id_key" ON "installation"("workflow_id");

-- CreateIndex
CREATE UNIQUE INDEX "installation_idempotency_key_key" ON "installation"("idempotency_key");

-- CreateIndex
CREATE INDEX "installation_of_entry" ON "installation"("entry_id");

-- AddForeignKey
ALTER TABLE "library_version" ADD CONSTRAINT "library_version_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "library_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_rating" ADD CONSTRAINT "library_rating_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "library_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "library_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;


