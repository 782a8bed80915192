-- AlterTable
ALTER TABLE "run" ADD COLUMN     "fence" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "owner_id" TEXT;

-- CreateTable
CREATE TABLE "server" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_order" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "order" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_at" TIMESTAMPTZ(3),
    "answer" JSONB,

    CONSTRAINT "run_order_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "run_order_of_run" ON "run_order"("run_id");


