-- AlterTable
ALTER TABLE "run" ADD COLUMN     "request_hash" TEXT;

-- CreateTable
CREATE TABLE "idempotent_request" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "answer" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("scope","key")
);

-- What was kept in two tables is kept in one
INSERT INTO "idempotent_request" ("scope", "key", "request_hash", "answer", "started_at", "lease_at", "expires_at")
SELECT 'http:' || "caller", "key", "request", CASE WHEN "status" IS NULL THEN NULL ELSE jsonb_build_object('value', jsonb_build_object('status', "status", 'headers', coalesce("headers", '{}'), 'body', "body")) END, "started_at", "lease_at", "expires_at" FROM "api_answer"
UNION ALL
SELECT 'trpc:' || "procedure", "key", "request_hash", "answer", "at", "at", "at" + interval '7 days' FROM "idempotent_answer";

-- DropTable
DROP TABLE "api_answer";

-- DropTable
DROP TABLE "idempotent_answer";

-- CreateIndex
CREATE INDEX "idempotent_request_expired" ON "idempotent_request"("expires_at");
